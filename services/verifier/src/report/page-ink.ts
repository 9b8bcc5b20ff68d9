import type { OcrResult } from '@endoveil/media';
import { type Candidate, letterFinder } from './page-letters.js';
import type { PageImage } from './pdf-tools.js';

/** By how many grey levels a letter differs from the paper around it. */
const CONTRAST = 60;
/** A row of shapes is explained when OCR saw words over this share of its width, whatever it made of them. */
const EXPLAINED = 0.35;
/** Fewer shapes than this are dots, dust or a border. */
const LETTERS = 5;

const TILE = 8;
/** Darker than this is black in a rendered page, lighter than `LIGHT` is not. */
export const BLACK = 60;
const LIGHT = 120;
/** Tiles: no letter is taller, no reflection as long; and how many short ones tell writing from reflections. */
const TALLEST = 7;
const LONG = 8;
const SPOTS = 2;

/**
 * Rows of letters that stand where OCR saw no word: found as shapes, so no mistake of OCR is shared. `words`: of every
 * reading of the page, in its pixels.
 */
export function unreadRows(page: PageImage, words: OcrResult['words']): Candidate[] {
  return letterFinder(page.width, page.height)(page.gray, CONTRAST).filter(
    (row) => row.letters >= LETTERS && readShare(row, words) < EXPLAINED,
  );
}

function readShare(row: Candidate, words: OcrResult['words']): number {
  const columns = new Uint8Array(row.width);
  for (const { box } of words) {
    const overlap = Math.min(row.y + row.height, box.y + box.height) - Math.max(row.y, box.y);
    if (overlap <= 0) continue;
    columns.fill(1, Math.max(0, box.x - row.x), Math.max(0, Math.min(row.width, box.x + box.width - row.x)));
  }
  return columns.reduce((sum, one) => sum + one, 0) / row.width;
}

/** True when something light shines inside what is otherwise a black box: what it covers can be guessed. */
export function shinesThrough({ width, height, gray }: PageImage): boolean {
  const [columns, rows] = [Math.floor(width / TILE), Math.floor(height / TILE)];
  const kinds = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      let [black, light] = [0, 0];
      for (let y = row * TILE; y < (row + 1) * TILE; y += 1)
        for (let x = column * TILE; x < (column + 1) * TILE; x += 1) {
          const value = gray[y * width + x]!;
          if (value < BLACK) black += 1;
          else if (value > LIGHT) light += 1;
        }
      kinds[row * columns + column] = black === TILE * TILE ? SOLID : light > 0 ? BROKEN : NEITHER;
    }
  return enclosedSpots(kinds, columns, rows) >= SPOTS;
}

const [NEITHER, SOLID, BROKEN] = [0, 1, 2];

/** Small groups of tiles that are not black with black all around: paper beside a box always reaches further. */
function enclosedSpots(kinds: Uint8Array, columns: number, rows: number): number {
  const seen = new Uint8Array(kinds.length);
  let spots = 0;
  for (let start = 0; start < kinds.length; start += 1) {
    if (kinds[start] === SOLID || seen[start]) continue;
    const stack = [start];
    seen[start] = 1;
    let [light, isOpen] = [0, false];
    let [left, right, top, bottom] = [columns, 0, rows, 0];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
      if (kinds[at] === BROKEN) light += 1;
      isOpen ||= x === 0 || y === 0 || x === columns - 1 || y === rows - 1;
      for (const [to, isInside] of [
        [at - 1, x > 0],
        [at + 1, x < columns - 1],
        [at - columns, y > 0],
        [at + columns, y < rows - 1],
      ] as const) {
        if (!isInside || kinds[to] === SOLID || seen[to]) continue;
        seen[to] = 1;
        stack.push(to);
      }
    }
    const [wide, high] = [right - left + 1, bottom - top + 1];
    if (isOpen || light === 0 || high > TALLEST) continue;
    spots += wide >= LONG && wide >= 2 * high ? SPOTS : 1;
  }
  return spots;
}
