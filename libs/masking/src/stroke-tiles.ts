import type { Rectangle } from './picture.js';
import type { GrayFrame } from './strokes.js';

const TILE_WIDTH = 16;
const TILE_HEIGHT = 8;
/** A stroke's two edges, in grey levels. */
const EDGE = 20;
/** The widest stroke, in pixels of a frame some 640 wide. */
const STROKE = 9;
/** Strokes in a tile, and rows of it that have one, from which on it may be writing. */
const STROKES = 7;
const ROWS = 4;

/** So many of a tile's edges stood at the same pixels before: writing stands still while tissue moves. */
const STILL = 0.75;
/** And differed no more than by this share of their height: light on tissue changes, ink does not. */
const STEP_MAY_DIFFER = 0.4;

/**
 * Tiles with many thin strokes over several rows that stood at the same place a moment `earlier` (a grey frame of the
 * same size; without one every tile counts as still). Tuned for recall: over real tissue the strokes alone also take
 * vessels and wet lights for writing, half of the picture in the one clip it was measured on.
 */
export function findStrokeTiles(frame: GrayFrame, inside: Uint8Array, earlier?: Uint8Array): Rectangle[] {
  const columns = Math.floor(frame.width / TILE_WIDTH);
  const rows = Math.floor(frame.height / TILE_HEIGHT);
  const like = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    const strokes = strokesOfRow(frame, inside, row, columns);
    for (let column = 0; column < columns; column += 1) {
      const { count, lines } = strokes[column]!;
      if (count >= STROKES && lines >= ROWS && (!earlier || isStill(frame, earlier, column, row)))
        like[row * columns + column] = 1;
    }
  }
  return boxesOf(like, columns, rows);
}

/** Of the edges in a tile, how many have the same direction at the same pixel in the earlier frame. */
function isStill({ width, gray }: GrayFrame, earlier: Uint8Array, column: number, row: number): boolean {
  let [edges, still] = [0, 0];
  for (let y = row * TILE_HEIGHT; y < (row + 1) * TILE_HEIGHT; y += 1)
    for (let x = Math.max(2, column * TILE_WIDTH); x < (column + 1) * TILE_WIDTH; x += 1) {
      const at = y * width + x;
      const step = gray[at]! - gray[at - 2]!;
      if (Math.abs(step) <= EDGE) continue;
      edges += 1;
      const before = earlier[at]! - earlier[at - 2]!;
      if (Math.abs(before - step) <= STEP_MAY_DIFFER * Math.abs(step)) still += 1;
    }
  return still >= STILL * edges;
}

function strokesOfRow({ width, gray }: GrayFrame, inside: Uint8Array, tileRow: number, columns: number) {
  const tiles = Array.from({ length: columns }, () => ({ count: 0, lines: 0 }));
  for (let y = tileRow * TILE_HEIGHT; y < (tileRow + 1) * TILE_HEIGHT; y += 1) {
    const found = new Uint16Array(columns);
    let edgeAt = -STROKE;
    let rising = 0;
    for (let x = 2; x < columns * TILE_WIDTH; x += 1) {
      const at = y * width + x;
      if (inside[at] === 0 || inside[at - 2] === 0) {
        rising = 0;
        continue;
      }
      const step = gray[at]! - gray[at - 2]!;
      const direction = step > EDGE ? 1 : step < -EDGE ? -1 : 0;
      if (direction === 0) continue;
      if (rising !== 0 && direction !== rising && x - edgeAt <= STROKE) found[Math.floor(x / TILE_WIDTH)]! += 1;
      rising = direction;
      edgeAt = x;
    }
    for (let column = 0; column < columns; column += 1) {
      tiles[column]!.count += found[column]!;
      if (found[column]! > 0) tiles[column]!.lines += 1;
    }
  }
  return tiles;
}

/** Neighbouring tiles become one box with a tile's margin. A tile alone is a reflex; writing has at least two. */
function boxesOf(like: Uint8Array, columns: number, rows: number): Rectangle[] {
  const boxes: Rectangle[] = [];
  const seen = new Uint8Array(like.length);
  for (let start = 0; start < like.length; start += 1) {
    if (like[start] === 0 || seen[start] === 1) continue;
    const stack = [start];
    seen[start] = 1;
    let [left, right, top, bottom, size] = [columns, 0, rows, 0, 0];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % columns;
      const y = (at - x) / columns;
      size += 1;
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
      for (let dy = -1; dy <= 1; dy += 1)
        for (let dx = -2; dx <= 2; dx += 1) {
          const to = at + dy * columns + dx;
          if (x + dx < 0 || x + dx >= columns || y + dy < 0 || y + dy >= rows) continue;
          if (like[to] === 1 && seen[to] === 0) {
            seen[to] = 1;
            stack.push(to);
          }
        }
    }
    if (size < 2) continue;
    boxes.push({
      x: Math.max(0, left - 1) * TILE_WIDTH,
      y: Math.max(0, top - 1) * TILE_HEIGHT,
      width: (Math.min(columns, right + 2) - Math.max(0, left - 1)) * TILE_WIDTH,
      height: (Math.min(rows, bottom + 2) - Math.max(0, top - 1)) * TILE_HEIGHT,
    });
  }
  return boxes;
}
