import type { Correction } from '@endoveil/contracts';
import type { VideoFacts } from '@endoveil/media';
import { evenBox } from './even-box.js';
import type { Cover } from './mask-plan.js';

/** What persons asked to have covered, in frames and display pixels. The frame that is shown at either end is covered. */
export function correctionCovers(
  { ptsTable, timeBase, displayWidth, displayHeight }: VideoFacts,
  corrections: readonly Correction[],
): Cover[] {
  const begin = ptsTable[0] ?? 0n;
  const seconds = ptsTable.map((time) => (Number(time - begin) * timeBase[0]) / timeBase[1]);
  // a player shows a frame until the next one: the last that has begun
  const shownAt = (time: number) =>
    Math.max(
      0,
      seconds.findLastIndex((at) => at <= time + 1e-6),
    );
  return corrections.flatMap((one) => {
    if (!('seconds' in one)) return [];
    const { x, y, width, height } = one.box;
    const box = {
      x: x * displayWidth,
      y: y * displayHeight,
      width: width * displayWidth,
      height: height * displayHeight,
    };
    const [first, last] = one.seconds.map(shownAt) as [number, number];
    return [{ first, last, box: evenBox(box, displayWidth, displayHeight) }];
  });
}
