import type { Check } from '@endoveil/contracts';
import { decodeFrames, type Sandbox, type VideoFacts } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { LayoutStretches } from './layout-stretches.js';
import type { StillCodes } from './still-codes.js';
import { StillText } from './still-text.js';
import type { TextReader } from '../text-reader.js';
import { WritingWatch } from './writing-watch.js';

/** What one pass over every frame of the result learned. */
export interface VideoPass {
  readonly times: readonly bigint[];
  /** The decoder said that something is damaged. */
  readonly damaged: boolean;
  readonly checks: readonly Check[];
}

export interface Readers {
  /** Distinct rows of letter-like shapes, of single frames and of the mean of every eight. */
  readonly candidates: TextReader;
  /** The mean of every eight frames, where it shows something new. */
  readonly means: TextReader;
  /** One whole frame each second. */
  readonly stills: TextReader;
  /** The same frames. */
  readonly codes: StillCodes;
}

const ALIGNED = 8;

/** One decode of every frame feeds all that looks at pixels; OCR works meanwhile. */
export async function passOverVideo(
  sandbox: Sandbox,
  facts: VideoFacts,
  readers: Readers,
  task: VerifyTask,
): Promise<VideoPass> {
  const [width, height] = [aligned(facts.displayWidth), aligned(facts.displayHeight)];
  const size = width * height;
  const layout = new LayoutStretches(width, height);
  const writing = new WritingWatch(width, height, readers.candidates, readers.means);
  const stills = new StillText(facts.timeBase, readers.stills, readers.codes);
  const times: bigint[] = [];
  let damaged = false;
  const onDamage = () => {
    damaged = true;
  };
  const frames = decodeFrames(sandbox, {
    ...{ path: task.artifactPath, facts, pixelFormat: 'yuv420p', signal: task.signal },
    ...{ multipleOf: ALIGNED, staysFor: WritingWatch.KEEPS, uncropped: true, onDamage },
  });
  for await (const { index, pts, data } of frames) {
    times.push(pts);
    const luma = data.subarray(0, size);
    const [blue, red] = [data.subarray(size, (size * 5) / 4), data.subarray((size * 5) / 4)];
    const planes = { width, height, luma, blue, red };
    layout.see(planes);
    await writing.see(planes, index);
    await stills.see({ width, height, data: luma }, pts);
    if (index % 20 === 0) task.progress({ done: index });
  }
  return { times, damaged, checks: [...layout.finish(times.length), await writing.finish(times.length)] };
}

const aligned = (pixels: number) => Math.ceil(pixels / ALIGNED) * ALIGNED;
