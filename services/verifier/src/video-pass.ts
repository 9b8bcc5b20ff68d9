import { createHash } from 'node:crypto';
import { decodeFrames, type OcrImage, type Sandbox, type VideoFacts } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { type Candidate, type GrayPicture, letterFinder } from './letter-rows.js';
import type { TextReader } from './text-reader.js';

/** What one pass over every frame of the result learned. */
export interface VideoPass {
  readonly times: readonly bigint[];
  /** For each pixel the brightest it ever was. */
  readonly brightest: Uint8Array;
  /** A row of letter-like shapes so long that it is writing, whether it can be read or not. */
  readonly sawWriting: boolean;
  /** The decoder said that something is damaged. */
  readonly damaged: boolean;
}

export interface Readers {
  /** Distinct rows of letter-like shapes, of single frames and of the mean of every eight. */
  readonly candidates: TextReader;
  /** One whole frame each second. */
  readonly stills: TextReader;
}

const MEAN_OF = 8;
/** Noise is less in the mean, so writing may be fainter there. */
const CONTRAST = { frame: 30, mean: 14 };
const MOST_CANDIDATES = 400;
const PLAINLY_WRITING = 9;

/** One decode of every frame feeds the extremes, the text detector and the readers, which work meanwhile. */
export async function passOverVideo(
  sandbox: Sandbox,
  facts: VideoFacts,
  readers: Readers,
  task: VerifyTask,
): Promise<VideoPass> {
  const { displayWidth: width, displayHeight: height } = facts;
  const brightest = new Uint8Array(width * height);
  const times: bigint[] = [];
  const lettersIn = letterFinder(width, height);
  const seen = new Set<string>();
  const mean = new RunningMean(width * height, MEAN_OF);
  let [nextStill, sawWriting, damaged] = [0, false, false];
  const look = async (gray: Uint8Array, contrast: number) => {
    for (const candidate of lettersIn(gray, contrast)) {
      const name = nameOf(candidate);
      if (seen.has(name)) continue;
      seen.add(name);
      sawWriting ||= candidate.letters >= PLAINLY_WRITING;
      if (seen.size <= MOST_CANDIDATES) await readers.candidates.add(enlarged(candidate, 3, 'line'));
      else readers.candidates.skip();
    }
  };
  const [num, den] = facts.timeBase;
  const request = { path: task.artifactPath, facts, pixelFormat: 'gray', signal: task.signal } as const;
  const onDamage = () => {
    damaged = true;
  };
  for await (const { index, pts, data } of decodeFrames(sandbox, { ...request, onDamage })) {
    times.push(pts);
    for (let i = 0; i < brightest.length; i += 1) if (data[i]! > brightest[i]!) brightest[i] = data[i]!;
    const seconds = (Number(pts - times[0]!) * num) / den;
    if (seconds >= nextStill) {
      nextStill = seconds + 1;
      await readers.stills.add(enlarged({ width, height, gray: data }, 1, 'sparse'));
    }
    await look(data, CONTRAST.frame);
    const faint = mean.add(data);
    if (faint) await look(faint, CONTRAST.mean);
    if (index % 20 === 0) task.progress({ done: index });
  }
  return { times, brightest, sawWriting, damaged };
}

class RunningMean {
  private readonly sums: Uint16Array;
  private count = 0;

  constructor(
    size: number,
    private readonly of: number,
  ) {
    this.sums = new Uint16Array(size);
  }

  /** The mean, with each last frame of its group. */
  add(data: Uint8Array): Uint8Array | undefined {
    for (let i = 0; i < this.sums.length; i += 1) this.sums[i]! += data[i]!;
    this.count += 1;
    if (this.count < this.of) return undefined;
    const mean = Uint8Array.from(this.sums, (sum) => sum / this.of);
    this.sums.fill(0);
    this.count = 0;
    return mean;
  }
}

/** The same writing at the same place, frame after frame, is one candidate: place and picture, both coarse. */
function nameOf({ x, y, width, height, gray }: Candidate): string {
  const hash = createHash('sha256').update(`${x >> 5} ${y >> 4} ${width >> 6} ${height >> 4} `);
  const coarse = new Uint8Array(32 * 8);
  const mean = gray.reduce((sum, value) => sum + value, 0) / Math.max(1, gray.length);
  for (let row = 0; row < 8; row += 1)
    for (let column = 0; column < 32; column += 1) {
      const at = Math.floor(((row + 0.5) * height) / 8) * width + Math.floor(((column + 0.5) * width) / 32);
      coarse[row * 32 + column] = gray[at]! > mean + 20 ? 1 : 0;
    }
  return hash.update(coarse.filter((_, i) => i % 4 === 0)).digest('hex');
}

/** Bigger and inverted, as PGM: OCR wants dark letters of some 30 pixels. */
function enlarged({ width, height, gray }: GrayPicture, factor: number, layout: OcrImage['layout']): OcrImage {
  const wide = width * factor;
  const pixels = Buffer.alloc(wide * height * factor);
  for (let y = 0; y < height * factor; y += 1) {
    const row = Math.floor(y / factor) * width;
    for (let x = 0; x < wide; x += 1) pixels[y * wide + x] = 255 - gray[row + Math.floor(x / factor)]!;
  }
  const bytes = Buffer.concat([Buffer.from(`P5\n${wide} ${height * factor}\n255\n`), pixels]);
  return { bytes, ...(layout ? { layout } : {}) };
}
