import type { Box } from '@endoveil/media';
import type { Bitmap } from '../reading/bitmap.js';

/** Pixels of a side; a gap narrower than this between two boxes is none. */
const TILE = 4;
/** In pixels at 200 dpi: what is higher is no gap between covered lines but a part of the page. */
const TALLEST = 60;
/** What is darker than this in a picture counts as black. */
const BLACK = 72;

/**
 * Light places with boxes all around: strips between covered lines, the corner where three meet. They show nothing, but
 * look as if something shone through a box, so they are covered as well.
 */
export function gapsBetween(boxes: readonly Box[], width: number, height: number): Box[] {
  const [columns, rows] = [Math.ceil(width / TILE), Math.ceil(height / TILE)];
  const covered = new Uint8Array(columns * rows);
  for (const box of boxes) {
    const [left, top] = [Math.max(0, Math.ceil(box.x / TILE)), Math.max(0, Math.ceil(box.y / TILE))];
    const right = Math.min(columns, Math.floor((box.x + box.width) / TILE));
    for (let row = top; row < Math.min(rows, Math.floor((box.y + box.height) / TILE)); row += 1)
      if (right > left) covered.fill(1, row * columns + left, row * columns + right);
  }
  return enclosed(covered, columns, rows, TALLEST / TILE).map((gap) => ({
    x: (gap.x - 1) * TILE,
    y: (gap.y - 1) * TILE,
    width: (gap.width + 2) * TILE,
    height: (gap.height + 2) * TILE,
  }));
}

/** Reflections in the black of a picture: the same, pixel by pixel. */
export function lightInBlack({ width, height, gray }: Bitmap): Box[] {
  return enclosed(
    gray.map((value) => (value < BLACK ? 1 : 0)),
    width,
    height,
    TALLEST,
  ).map(({ x, y, width: wide, height: high }) => ({ x: x - 1, y: y - 1, width: wide + 2, height: high + 2 }));
}

/** Groups of free places that reach no border, no higher than `tallest`. */
function enclosed(covered: Uint8Array, columns: number, rows: number, tallest: number): Box[] {
  const found: Box[] = [];
  const seen = covered.slice();
  // each place is on it once at most
  const stack = new Int32Array(seen.length);
  let waiting = 0;
  const visit = (to: number) => {
    if (seen[to] !== 0) return;
    seen[to] = 1;
    stack[waiting] = to;
    waiting += 1;
  };
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] !== 0) continue;
    visit(start);
    let [left, right, top, bottom] = [columns, 0, rows, 0];
    while (waiting > 0) {
      waiting -= 1;
      const at = stack[waiting]!;
      const y = Math.trunc(at / columns);
      const x = at - y * columns;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      if (x > 0) visit(at - 1);
      if (x < columns - 1) visit(at + 1);
      if (y > 0) visit(at - columns);
      if (y < rows - 1) visit(at + columns);
    }
    const isOpen = left === 0 || top === 0 || right === columns - 1 || bottom === rows - 1;
    if (!isOpen && bottom - top < tallest)
      found.push({ x: left, y: top, width: right - left + 1, height: bottom - top + 1 });
  }
  return found;
}
