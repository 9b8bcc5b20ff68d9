import type { Check } from '@endoveil/contracts';
import { probeVideo, type Sandbox, type VideoFacts } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { failed, passed } from '../check.js';
import { decodedTimes, packetTimes } from './source-times.js';

/** When each frame is shown, in units of the stream's own clock. */
export interface FrameTimes {
  readonly facts: VideoFacts;
  readonly times: readonly bigint[];
}

/**
 * Every frame of the source stands in the result, at its own time counted from the first. When each packet of the source
 * has its frame in the result at its time, nothing was lost, whatever a decoder would make of the source. Otherwise what
 * the container promises is not believed, and the source is decoded.
 */
export async function checkVideoParity(sandbox: Sandbox, task: VerifyTask, result: FrameTimes): Promise<Check> {
  const facts = await probeVideo(sandbox, task.sourcePath, task.signal);
  const packets = await packetTimes(sandbox, facts, task);
  const isSame =
    (packets !== undefined && areSame({ facts, times: packets }, result)) ||
    areSame({ facts, times: await decodedTimes(sandbox, facts, task) }, result);
  return isSame
    ? passed('parity', result.times.length, 'frames')
    : failed('parity', 'parity-broken', result.times.length, 'frames');
}

function areSame(source: FrameTimes, result: FrameTimes): boolean {
  const may = tick(source, result);
  return (
    source.times.length === result.times.length &&
    source.times.every((_, i) => Math.abs(secondsTo(source, i) - secondsTo(result, i)) < may)
  );
}

const secondsTo = ({ facts, times }: FrameTimes, i: number) =>
  (Number(times[i]! - times[0]!) * facts.timeBase[0]) / facts.timeBase[1];

/** No nearer than the coarser of the two clocks can tell. */
const tick = (...videos: readonly FrameTimes[]) =>
  Math.max(...videos.map(({ facts: { timeBase } }) => timeBase[0] / timeBase[1]));
