import type { Shape } from './letter-shapes.js';

/** A code of a few digits has more; of anything else so many do not stand side by side. */
const BARS = 12;
/** A bar is so many times as long as it is thick. */
const SLENDER = 4;
const [SHORTEST, THICKEST] = [10, 40];
/** How far lengths may differ, how far bars may stand apart and off their line, in lengths. */
const MAY = { differ: 1.2, contrast: 2, stand: 0.8, aside: 0.12 };
/** Radians by which bars may be off upright on their line. */
const UPRIGHT = 0.3;

interface Bar {
  readonly shape: Shape;
  readonly x: number;
  readonly y: number;
  readonly length: number;
  /** From upright, without its side, in radians. */
  readonly lean: number;
}

/** The bars of a code, however it is turned: of one length, side by side on one line, upright on it. */
export function barRows(shapes: readonly Shape[]): Shape[][] {
  const bars = shapes.map(barOf).filter((bar) => bar !== undefined);
  if (bars.length < BARS) return [];
  const across = chains(bars.toSorted((a, b) => a.x - b.x));
  const down = chains(bars.toSorted((a, b) => a.y - b.y));
  return [...across, ...down].map((chain) => chain.map(({ shape }) => shape));
}

function barOf(shape: Shape): Bar | undefined {
  const { left, right, top, bottom, size } = shape;
  const [wide, high] = [right - left + 1, bottom - top + 1];
  const length = Math.hypot(wide, high);
  const thick = size / length;
  if (length < SHORTEST || thick > THICKEST || length < SLENDER * thick) return undefined;
  const lean = Math.atan2(Math.max(0, wide - thick), high);
  return { shape, x: (left + right) / 2, y: (top + bottom) / 2, length, lean };
}

function chains(bars: readonly Bar[]): Bar[][] {
  const used = new Set<Bar>();
  const found: Bar[][] = [];
  for (const [i, first] of bars.entries()) {
    if (used.has(first)) continue;
    const chain = [first];
    for (let j = i + 1; j < bars.length; j += 1) {
      const [last, next] = [chain.at(-1)!, bars[j]!];
      if (Math.max(Math.abs(next.x - last.x), Math.abs(next.y - last.y)) > 4 * last.length) break;
      if (!used.has(next) && areAlike(last, next) && isUpright(first, next) && isOnLine(chain, next)) chain.push(next);
    }
    if (chain.length < BARS) continue;
    for (const bar of chain) used.add(bar);
    found.push(chain);
  }
  return found;
}

function areAlike(a: Bar, b: Bar): boolean {
  const differ = (one: number, other: number, factor: number) => one > factor * other || other > factor * one;
  return (
    Math.hypot(b.x - a.x, b.y - a.y) <= MAY.stand * a.length &&
    !differ(a.length, b.length, MAY.differ) &&
    !differ(a.shape.contrast, b.shape.contrast, MAY.contrast)
  );
}

/** A bar leans as far from upright as the line it stands on does from level. */
function isUpright(first: Bar, next: Bar): boolean {
  const rise = Math.atan2(Math.abs(next.y - first.y), Math.abs(next.x - first.x));
  return Math.abs(rise - next.lean) <= UPRIGHT;
}

function isOnLine(chain: readonly Bar[], next: Bar): boolean {
  const [first, last] = [chain[0]!, chain.at(-1)!];
  const length = Math.hypot(next.x - first.x, next.y - first.y);
  const aside = Math.abs((last.x - first.x) * (next.y - first.y) - (last.y - first.y) * (next.x - first.x)) / length;
  return aside <= MAY.aside * next.length;
}
