import type { Check } from '@endoveil/contracts';
import { decodeFrames, probeVideo, type Sandbox, type VideoFacts } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { failed, passed } from './check.js';

/** When each frame is shown, in units of the stream's own clock. */
export interface FrameTimes {
  readonly facts: VideoFacts;
  readonly times: readonly bigint[];
}

/** The source's frames, decoded: what a container promises is not what comes out. */
export async function sourceTimes(sandbox: Sandbox, { sourcePath, signal, progress }: VerifyTask): Promise<FrameTimes> {
  const facts = await probeVideo(sandbox, sourcePath, signal);
  const times: bigint[] = [];
  const request = { path: sourcePath, facts, width: 16, height: 16, pixelFormat: 'gray', signal } as const;
  for await (const { index, pts } of decodeFrames(sandbox, request)) {
    times.push(pts);
    if (index % 50 === 0) progress({ done: index });
  }
  return { facts, times };
}

/** Every frame of the source stands in the result, at its own time counted from the first. */
export function checkVideoParity(source: FrameTimes, result: FrameTimes): Check {
  const same =
    source.times.length === result.times.length &&
    source.times.every((_, i) => Math.abs(secondsTo(source, i) - secondsTo(result, i)) < tick(source, result));
  return same
    ? passed('parity', result.times.length, 'frames')
    : failed('parity', 'parity-broken', result.times.length, 'frames');
}

const secondsTo = ({ facts, times }: FrameTimes, i: number) =>
  (Number(times[i]! - times[0]!) * facts.timeBase[0]) / facts.timeBase[1];

/** No nearer than the coarser of the two clocks can tell. */
const tick = (...videos: readonly FrameTimes[]) =>
  Math.max(...videos.map(({ facts: { timeBase } }) => timeBase[0] / timeBase[1]));
