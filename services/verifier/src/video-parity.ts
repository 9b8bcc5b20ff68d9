import type { Check } from '@endoveil/contracts';
import { decodeFrames, probeVideo, type Sandbox, type VideoFacts } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { failed, passed } from './check.js';

/** Every frame of the source stands in the result, at its own time counted from the first. */
export async function checkVideoParity(
  sandbox: Sandbox,
  facts: VideoFacts,
  times: readonly bigint[],
  task: VerifyTask,
): Promise<Check> {
  const source = await probeVideo(sandbox, task.sourcePath, task.signal);
  const sourceTimes: bigint[] = [];
  const request = {
    path: task.sourcePath,
    facts: source,
    width: 16,
    height: 16,
    pixelFormat: 'gray',
    signal: task.signal,
  } as const;
  for await (const { index, pts } of decodeFrames(sandbox, request)) {
    sourceTimes.push(pts);
    if (index % 50 === 0) task.progress({ done: index });
  }
  const same =
    sourceTimes.length === times.length &&
    sourceTimes.every((pts, i) => isSameTime(source, pts - sourceTimes[0]!, facts, times[i]! - times[0]!));
  return same ? passed('parity', times.length, 'frames') : failed('parity', 'parity-broken', times.length, 'frames');
}

const seconds = ({ timeBase: [num, den] }: VideoFacts, units: bigint) => (Number(units) * num) / den;

/** Equal as fractions, or nearer than the coarser of the two clocks can tell. */
function isSameTime(a: VideoFacts, aUnits: bigint, b: VideoFacts, bUnits: bigint): boolean {
  const tick = Math.max(a.timeBase[0] / a.timeBase[1], b.timeBase[0] / b.timeBase[1]);
  return Math.abs(seconds(a, aUnits) - seconds(b, bUnits)) < tick;
}
