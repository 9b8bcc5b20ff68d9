import { type Bitmap, turned } from './bitmap.js';
import { leant } from './leant.js';

/** Where a point of the rendered page lies on the upright one, and which way a direction then points. */
export interface Placement {
  point(x: number, y: number): readonly [number, number];
  direction(dx: number, dy: number): readonly [number, number];
}

export interface Upright {
  readonly bitmap: Bitmap;
  readonly placement: Placement;
  /** How the page became upright: by quarters clockwise, then by degrees. */
  readonly turn: { readonly quarters: number; readonly degrees: number };
}

const WIDEST_DEGREES = 8;
/** Below this OCR and boxes do as well without; turning costs sharpness. */
const WORTH_DEGREES = 0.7;
const MOST_POINTS = 60_000;
const SQUARE_BITS = 6;
const SQUARE = 1 << SQUARE_BITS;
/** More ink than any writing leaves in a square. */
const FULL = 0.4 * SQUARE * SQUARE;

/** The page turned by quarters, then set straight when its lines lean. */
export function upright(bitmap: Bitmap, quarters: number, threshold: number): Upright {
  const side = turned(bitmap, quarters);
  const lean = leanOf(side, threshold);
  const straight = Math.abs(lean) < WORTH_DEGREES ? side : leant(side, -lean);
  const angle = straight === side ? 0 : (-lean * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turn = (dx: number, dy: number): readonly [number, number] => {
    let [a, b] = [dx, dy];
    for (let i = 0; i < quarters % 4; i += 1) [a, b] = [-b, a];
    return [a, b];
  };
  const direction = (dx: number, dy: number) => {
    const [a, b] = turn(dx, dy);
    return [a * cos - b * sin, a * sin + b * cos] as const;
  };
  return {
    bitmap: straight,
    turn: { quarters, degrees: straight === side ? 0 : -lean },
    placement: {
      direction,
      point(x, y) {
        const [a, b] = direction(x - bitmap.width / 2, y - bitmap.height / 2);
        return [a + straight.width / 2, b + straight.height / 2];
      },
    },
  };
}

/** Degrees by which lines fall to the right: the angle at which rows of ink and rows of paper part most sharply. */
export function leanOf(bitmap: Bitmap, threshold: number): number {
  const [xs, ys] = inkPoints(bitmap, threshold);
  if (xs.length < 500) return 0;
  const sharpness = (degrees: number) => sharpnessOf(xs, ys, bitmap, degrees);
  let [best, most] = [0, sharpness(0)];
  const level = most;
  const search = (from: number, to: number, step: number) => {
    for (let degrees = from; degrees <= to; degrees += step) {
      const value = sharpness(degrees);
      if (value > most) [best, most] = [degrees, value];
    }
  };
  search(-WIDEST_DEGREES, WIDEST_DEGREES, 0.5);
  search(best - 0.4, best + 0.4, 0.1);
  return most > 1.15 * level ? best : 0;
}

/** Ink of writing: pictures and bars fill their squares, and what is dark there tells nothing of lines. */
function inkPoints({ width, height, gray }: Bitmap, threshold: number): [Float32Array, Float32Array] {
  const columns = Math.ceil(width / SQUARE);
  const filled = new Uint16Array(columns * Math.ceil(height / SQUARE));
  for (let y = 0, at = 0; y < height; y += 1) {
    const first = Math.floor(y / SQUARE) * columns;
    for (let x = 0; x < width; x += 1, at += 1) if (gray[at]! <= threshold) filled[first + (x >> SQUARE_BITS)]! += 1;
  }
  const count = filled.reduce((sum, ink) => sum + (ink < FULL ? ink : 0), 0);
  const every = Math.max(1, Math.ceil(count / MOST_POINTS));
  const [xs, ys] = [new Float32Array(Math.ceil(count / every)), new Float32Array(Math.ceil(count / every))];
  // down to the next point that is taken; most squares of a page are empty
  let [found, left] = [0, 0];
  for (let y = 0; y < height; y += 1)
    for (let column = 0; column < columns; column += 1) {
      const ink = filled[Math.floor(y / SQUARE) * columns + column]!;
      if (ink === 0 || ink >= FULL) continue;
      const end = Math.min(width, (column + 1) * SQUARE);
      for (let x = column * SQUARE; x < end; x += 1) {
        if (gray[y * width + x]! > threshold) continue;
        if (left === 0) {
          xs[found] = x;
          ys[found] = y;
          found += 1;
          left = every;
        }
        left -= 1;
      }
    }
  return [xs, ys];
}

function sharpnessOf(xs: Float32Array, ys: Float32Array, { width, height }: Bitmap, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const margin = Math.ceil(Math.abs(slope) * width);
  const rows = new Float64Array(height + 2 * margin + 2);
  // rounded: none is below zero here
  const middle = margin + 0.5;
  for (let i = 0; i < xs.length; i += 1) rows[Math.trunc(ys[i]! - slope * xs[i]! + middle)]! += 1;
  let sum = 0;
  for (let row = 1; row < rows.length; row += 1) sum += (rows[row]! - rows[row - 1]!) ** 2;
  return sum;
}
