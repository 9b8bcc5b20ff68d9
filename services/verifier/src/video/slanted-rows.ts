import type { Shape } from './letter-shapes.js';

/** Letters in one line that is neither level nor upright. */
const LETTERS = 6;
/** Nearer to level or upright than this, rows are found as such. Radians. */
const FROM_AXIS = 0.2;

/** Chains of like shapes on one slanted line, each close to the one before. */
export function slantedRows(shapes: readonly Shape[]): Shape[][] {
  const letters = shapes
    .map((shape) => ({ shape, ...middleOf(shape) }))
    .filter(({ size }) => size >= 8)
    .toSorted((a, b) => a.x - b.x);
  const used = new Set<Shape>();
  const rows: Shape[][] = [];
  for (const [i, first] of letters.entries()) {
    if (used.has(first.shape)) continue;
    for (let j = i + 1; j < letters.length && letters[j]!.x - first.x < 2 * first.size; j += 1) {
      const second = letters[j]!;
      if (used.has(second.shape) || !areAlike(first, second) || !isSlanted(first, second)) continue;
      const row = [first, second];
      for (let k = j + 1; k < letters.length; k += 1) {
        const last = row.at(-1)!;
        if (letters[k]!.x - last.x > 2 * last.size) break;
        if (areAlike(last, letters[k]!) && isOnLine(first, last, letters[k]!)) row.push(letters[k]!);
      }
      if (row.length < LETTERS) continue;
      for (const { shape } of row) used.add(shape);
      rows.push(row.map(({ shape }) => shape));
      break;
    }
  }
  return rows;
}

interface Letter {
  readonly shape: Shape;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

export const middleOf = ({ left, right, top, bottom }: Shape) => ({
  x: (left + right) / 2,
  y: (top + bottom) / 2,
  size: Math.max(right - left, bottom - top) + 1,
});

function areAlike(a: Letter, b: Letter): boolean {
  const distance = Math.hypot(b.x - a.x, b.y - a.y);
  const size = Math.max(a.size, b.size);
  const differ = (one: number, other: number, factor: number) => one > factor * other || other > factor * one;
  return (
    distance > 0.3 * size &&
    distance < 1.8 * size &&
    !differ(a.size, b.size, 2) &&
    !differ(a.shape.contrast, b.shape.contrast, 1.5)
  );
}

function isSlanted(a: Letter, b: Letter): boolean {
  const angle = Math.abs(Math.atan2(b.y - a.y, b.x - a.x));
  return angle > FROM_AXIS && angle < Math.PI / 2 - FROM_AXIS;
}

/** The more letters a line has, the better it is known where it goes. */
function isOnLine(first: Letter, last: Letter, next: Letter): boolean {
  const length = Math.hypot(last.x - first.x, last.y - first.y);
  const [dx, dy] = [(last.x - first.x) / length, (last.y - first.y) / length];
  const aside = Math.abs((next.x - last.x) * dy - (next.y - last.y) * dx);
  const ahead = (next.x - last.x) * dx + (next.y - last.y) * dy;
  return ahead > 0 && aside <= 0.35 * next.size;
}
