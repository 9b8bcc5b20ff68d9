import type { Box } from '@endoveil/media';
import type { Bitmap } from '../reading/bitmap.js';
import { eachDark, eraseRules } from '../reading/ruled-lines.js';

const TILE = 8;
/** Dark pixels of a tile from which on it holds ink. */
const INK = 5;
const AROUND_WORDS = 10;
/** Longer than so many times its thickness: a rule, a frame, an underline. */
const LINE_RATIO = 12;

/** Where a page holds ink, rules taken out: what is left to explain when its pixels are gone. */
export interface InkTiles {
  readonly columns: number;
  readonly rows: number;
  /** 1 for a tile with ink, row by row. */
  readonly tiles: Uint8Array;
}

/** Dark pixels of the page that is looked at: a sheet of its own for every page would be a sheet more to clean up. */
let sheet = new Uint8Array(0);

export function inkTiles({ width, height, gray }: Bitmap, threshold: number): InkTiles {
  const [columns, rows] = [Math.ceil(width / TILE), Math.ceil(height / TILE)];
  if (sheet.length < gray.length) sheet = new Uint8Array(gray.length);
  const dark = sheet.subarray(0, gray.length);
  for (let i = 0; i < dark.length; i += 1) dark[i] = gray[i]! <= threshold ? 1 : 0;
  eraseRules(dark, width, height);
  const counts = new Uint8Array(columns * rows);
  eachDark(dark, width, (y, x) => {
    counts[(y >> 3) * columns + (x >> 3)]! += 1;
  });
  return { columns, rows, tiles: counts.map((count) => (count >= INK ? 1 : 0)) };
}

/**
 * Ink that no reader explained: handwriting, stamps, bar codes, pictures, letters too bad to read. What cannot be read
 * may be a name, so it is covered. Rules and frames are left.
 */
export function unexplainedInk({ columns, rows, tiles }: InkTiles, explained: readonly Box[]): Box[] {
  const ink = tiles.slice();
  for (const { x, y, width, height } of explained) {
    const top = Math.max(0, Math.floor((y - AROUND_WORDS) / TILE));
    const left = Math.max(0, Math.floor((x - AROUND_WORDS) / TILE));
    for (let row = top; row <= Math.min(rows - 1, (y + height + AROUND_WORDS) / TILE); row += 1)
      for (let column = left; column <= Math.min(columns - 1, (x + width + AROUND_WORDS) / TILE); column += 1)
        ink[row * columns + column] = 0;
  }
  return groupsOf(ink, columns, rows);
}

function groupsOf(ink: Uint8Array, columns: number, rows: number): Box[] {
  const boxes: Box[] = [];
  for (let start = 0; start < ink.length; start += 1) {
    if (ink[start] === 0) continue;
    const stack = [start];
    ink[start] = 0;
    let [left, right, top, bottom, size] = [columns, 0, rows, 0, 0];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      size += 1;
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
      for (let dy = -1; dy <= 1; dy += 1)
        for (let dx = -1; dx <= 1; dx += 1) {
          const to = at + dy * columns + dx;
          if (x + dx < 0 || x + dx >= columns || to < 0 || to >= ink.length || ink[to] === 0) continue;
          ink[to] = 0;
          stack.push(to);
        }
    }
    const [wide, high] = [right - left + 1, bottom - top + 1];
    const isLine = Math.max(wide, high) >= LINE_RATIO * Math.min(wide, high) && Math.min(wide, high) <= 2;
    // a frame: its box is far larger than its ink
    const isFrame = wide > 20 && high > 20 && size < 3 * (wide + high);
    if (size < 4 || isLine || isFrame) continue;
    boxes.push({ x: (left - 1) * TILE, y: (top - 1) * TILE, width: (wide + 2) * TILE, height: (high + 2) * TILE });
  }
  return boxes;
}
