import type { Rectangle } from '../picture/picture.js';
import type { WritingTrack } from './track.js';

/** Lines of one piece of paper are at least half as long beside each other, and no farther apart than a line is high. */
const BESIDE = 0.5;

/**
 * What lies between two lines that move together: a label in somebody's hand, where a line that was not sighted may
 * stand between two that were.
 */
export function betweenLines(covers: readonly WritingTrack[]): WritingTrack[] {
  const moving = covers.filter(({ moves }) => moves).toSorted((a, b) => a.first - b.first);
  return moving.flatMap((one, i) => {
    const gaps: WritingTrack[] = [];
    for (let next = i + 1; next < moving.length && moving[next]!.first <= one.last; next += 1) {
      const other = moving[next]!;
      const box =
        gapOf(one.box, other.box, 'y', 'height', 'x', 'width') ??
        gapOf(one.box, other.box, 'x', 'width', 'y', 'height');
      if (box) gaps.push({ box, first: other.first, last: Math.min(one.last, other.last), moves: true });
    }
    return gaps;
  });
}

type Place = 'x' | 'y';
type Size = 'width' | 'height';

/** From the end of the first to the beginning of the second, as long as both together. */
function gapOf(a: Rectangle, b: Rectangle, at: Place, size: Size, along: Place, length: Size): Rectangle | undefined {
  const [one, other] = a[at] <= b[at] ? [a, b] : [b, a];
  const gap = other[at] - one[at] - one[size];
  const from = Math.min(one[along], other[along]);
  const to = Math.max(one[along] + one[length], other[along] + other[length]);
  const both = one[length] + other[length] - (to - from);
  if (gap <= 0 || gap > Math.max(one[size], other[size])) return undefined;
  if (both < BESIDE * Math.min(one[length], other[length])) return undefined;
  return { ...one, [at]: one[at] + one[size], [size]: gap, [along]: from, [length]: to - from };
}
