import { clearlyOf, sideOf } from './line-reach.js';
import { areaOf, type Rectangle, union } from '../picture/picture.js';
import type { Span } from './track.js';

/**
 * What lies over so many times the room of what stays in all spans near it, with hardly more edges than the most that one
 * has, and so few where it is beyond that one, by area, holds tissue that stood for a moment.
 */
const STRAY = { others: 2, area: 3, edges: 1.5, density: 1 / 6 };

/** What stayed in one span, and how many edges it has. */
export interface Still {
  readonly still: Rectangle;
  readonly edges: number;
}

/** Around what stays but for a stray; of that, as far along the line as this was clearly sighted: its end may be in no other. */
export function withoutStray(stills: readonly Still[], near: readonly Span[], best: number): Rectangle {
  const stray = strayOf(stills);
  const all = stills
    .filter((one) => one !== stray)
    .map(({ still }) => still)
    .reduce((a, b) => union(a, b));
  if (!stray) return all;
  const clear = clearlyOf(near, best);
  if (clear.length === 0) return all;
  const [at, size] = sideOf(clear);
  const sighted = clear.map(({ box }) => box).reduce((a, b) => union(a, b));
  const from = Math.min(all[at], Math.max(stray.still[at], sighted[at]));
  const to = Math.max(all[at] + all[size], Math.min(stray.still[at] + stray.still[size], sighted[at] + sighted[size]));
  return { ...all, [at]: from, [size]: to - from };
}

function strayOf(stills: readonly Still[]): Still | undefined {
  if (stills.length <= STRAY.others) return undefined;
  const isStray = (one: Still) => {
    const others = stills.filter((other) => other !== one);
    if (others.some((other) => areaOf(one.still) < STRAY.area * areaOf(other.still))) return false;
    const { still, edges } = others.reduce((most, other) => (other.edges > most.edges ? other : most));
    const beyond = (one.edges - edges) / (areaOf(one.still) - areaOf(still));
    return one.edges < STRAY.edges * edges && beyond <= (STRAY.density * edges) / areaOf(still);
  };
  return stills.find(isStray);
}
