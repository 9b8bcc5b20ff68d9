import type { Box } from '@endoveil/media';
import type { ColourPage } from '../reading/colour-page.js';

const TILE = 8;
/** Pixels of a side: smaller is an icon. */
const SMALLEST = 100;
/** Of the picture's rectangle: how much is the colour of tissue, and how much belongs to the picture at all. */
const TISSUE = 0.5;
const FILLED = 0.75;

const OTHER = 0;
const DARK = 1;
const FLESH = 2;

/**
 * Rectangles that hold nothing but a picture in the colours of tissue and the black around it. Only what is certain:
 * drawings, photographs of rooms, grey scans of pictures and stamps are none.
 */
export function findTissuePictures([red, green, blue]: ColourPage): Box[] {
  const columns = Math.floor(red.width / TILE);
  const rows = Math.floor(red.height / TILE);
  const kinds = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      let [r, g, b] = [0, 0, 0];
      for (const [dx, dy] of [
        [1, 1],
        [5, 1],
        [3, 3],
        [1, 5],
        [5, 5],
      ] as const) {
        const at = (row * TILE + dy) * red.width + column * TILE + dx;
        r += red.gray[at]!;
        g += green.gray[at]!;
        b += blue.gray[at]!;
      }
      kinds[row * columns + column] = kindOf(r / 5, g / 5, b / 5);
    }
  return groupsOf(kinds, columns, rows);
}

function kindOf(red: number, green: number, blue: number): number {
  if (Math.max(red, green, blue) < 60) return DARK;
  return red - green > 15 && red - blue > 25 && red > 60 ? FLESH : OTHER;
}

function groupsOf(kinds: Uint8Array, columns: number, rows: number): Box[] {
  const boxes: Box[] = [];
  const seen = new Uint8Array(kinds.length);
  for (let start = 0; start < kinds.length; start += 1) {
    if (kinds[start] !== FLESH || seen[start]) continue;
    const stack = [start];
    seen[start] = 1;
    let [left, right, top, bottom, size, flesh] = [columns, 0, rows, 0, 0, 0];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      size += 1;
      if (kinds[at] === FLESH) flesh += 1;
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
      const visit = (to: number) => {
        if (kinds[to] === OTHER || seen[to]) return;
        seen[to] = 1;
        stack.push(to);
      };
      if (x > 0) visit(at - 1);
      if (x < columns - 1) visit(at + 1);
      if (y > 0) visit(at - columns);
      if (y < rows - 1) visit(at + columns);
    }
    const [wide, high] = [right - left + 1, bottom - top + 1];
    const isPicture = flesh >= TISSUE * wide * high && size >= FILLED * wide * high;
    if (isPicture && Math.min(wide, high) * TILE >= SMALLEST)
      boxes.push({ x: left * TILE, y: top * TILE, width: wide * TILE, height: high * TILE });
  }
  return boxes;
}
