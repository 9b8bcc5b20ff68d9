import { type Bitmap, turned } from './bitmap.js';

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
const SQUARE = 64;
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
function inkPoints(bitmap: Bitmap, threshold: number): [Float32Array, Float32Array] {
  const { width, height, gray } = bitmap;
  const columns = Math.ceil(width / SQUARE);
  const filled = new Uint16Array(columns * Math.ceil(height / SQUARE));
  const squareOf = (x: number, y: number) => Math.floor(y / SQUARE) * columns + Math.floor(x / SQUARE);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (gray[y * width + x]! <= threshold) filled[squareOf(x, y)]! += 1;
  const isWriting = (x: number, y: number) => filled[squareOf(x, y)]! < FULL;
  const count = filled.reduce((sum, ink) => sum + (ink < FULL ? ink : 0), 0);
  const every = Math.max(1, Math.ceil(count / MOST_POINTS));
  const [xs, ys] = [new Float32Array(Math.ceil(count / every)), new Float32Array(Math.ceil(count / every))];
  let seen = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (gray[y * width + x]! > threshold || !isWriting(x, y)) continue;
      if (seen % every === 0) {
        xs[seen / every] = x;
        ys[seen / every] = y;
      }
      seen += 1;
    }
  return [xs, ys];
}

function sharpnessOf(xs: Float32Array, ys: Float32Array, { width, height }: Bitmap, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const margin = Math.ceil(Math.abs(slope) * width);
  const rows = new Float64Array(height + 2 * margin + 2);
  for (let i = 0; i < xs.length; i += 1) rows[Math.round(ys[i]! - slope * xs[i]!) + margin]! += 1;
  let sum = 0;
  for (let row = 1; row < rows.length; row += 1) sum += (rows[row]! - rows[row - 1]!) ** 2;
  return sum;
}

/** Turned about its middle by some degrees clockwise, on a sheet as large as it then needs; paper fills the corners. */
export function leant({ width, height, gray }: Bitmap, degrees: number): Bitmap {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const wide = Math.round(width * Math.abs(cos) + height * Math.abs(sin));
  const high = Math.round(height * Math.abs(cos) + width * Math.abs(sin));
  const result = new Uint8Array(wide * high).fill(255);
  for (let row = 0; row < high; row += 1)
    for (let column = 0; column < wide; column += 1) {
      const [dx, dy] = [column + 0.5 - wide / 2, row + 0.5 - high / 2];
      const x = dx * cos + dy * sin + width / 2 - 0.5;
      const y = dy * cos - dx * sin + height / 2 - 0.5;
      const [left, top] = [Math.floor(x), Math.floor(y)];
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
      const [fx, fy] = [x - left, y - top];
      const at = top * width + left;
      result[row * wide + column] =
        (gray[at]! * (1 - fx) + gray[at + 1]! * fx) * (1 - fy) +
        (gray[at + width]! * (1 - fx) + gray[at + width + 1]! * fx) * fy;
    }
  return { width: wide, height: high, gray: result };
}
