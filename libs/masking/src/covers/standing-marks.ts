import type { Rectangle } from '../picture/picture.js';
import { within } from '../picture/picture.js';
import { CoversByTime } from './covers-by-time.js';
import type { TrackMargins, WritingTrack } from './track.js';
import { staying } from './what-stays.js';

/** Frames between two looks, and looks in a span: a second. */
const EVERY = 3;
const LOOKS = 9;
/** Of all edges so many stand where the camera stands still: then standing tells nothing. */
const STILL = 0.3;
/** Pixels of a cell's side, and cells that edges of one mark may lie apart. */
const CELL = 8;
const REACH = 2;
/** Fewer standing edges in a cell are none. */
const IN_CELL = 4;
/** A mark has so many edges, so high on average in grey levels, on no more than this share of the picture. */
const MARK = { edges: 300, height: 20, share: 0.06 };
/** So near to the picture's rim, in pixels, the rim itself stands. */
const RIM = 24;
/** As much of a mark may lie beside what is covered already: its blurred ends. */
const BESIDE = 0.2;

type Size = { readonly width: number; readonly height: number };

interface Mark {
  readonly first: number;
  readonly last: number;
  readonly cells: readonly (readonly [column: number, row: number])[];
}

/**
 * What stands on the screen while the tissue moves was not filmed, whether or not it looks like writing: many high edges
 * in one place over a second. Where the picture's rim is near, the rim itself stands.
 */
export class StandingMarks {
  private looks: Uint8Array[] = [];
  private last = -EVERY;
  private readonly marks: Mark[] = [];

  constructor(
    private readonly frame: Size,
    private readonly margins: TrackMargins,
  ) {}

  /** Frames come in order. `inside`: pixels that are looked at. */
  see(index: number, luma: Uint8Array, inside: Uint8Array): void {
    if (index % EVERY !== 0) return;
    if (index !== this.last + EVERY) this.looks = [];
    this.last = index;
    this.looks.push(Uint8Array.from(luma));
    if (this.looks.length < LOOKS) return;
    const span = { first: index - EVERY * (LOOKS - 1), last: index };
    this.marks.push(...marksIn(this.looks, inside, this.frame).map((cells) => ({ ...span, cells })));
    this.looks = this.looks.slice(-1);
  }

  /** Covers for those that `covers` leave free. */
  beside(covers: readonly WritingTrack[], frames: number): WritingTrack[] {
    const byTime = new CoversByTime(covers);
    return this.marks.flatMap((mark) => {
      const there = byTime.near(mark.first).filter(({ first, last }) => first <= mark.first && last >= mark.last);
      const free = mark.cells.filter(
        ([column, row]) => !there.some(({ box }) => holds(box, CELL * column, CELL * row)),
      );
      return free.length <= BESIDE * mark.cells.length ? [] : [this.coverOf(mark, frames)];
    });
  }

  /** A slanted line is covered as one, with what lies beside it: which of its edges belong together is not known. */
  private coverOf({ first, last, cells }: Mark, frames: number): WritingTrack {
    // the last edges of a letter may be too few in their cell
    const around = this.margins.around + CELL;
    return {
      box: within(boundsOf(cells), around, around, this.frame),
      // it may have come just after the span before began, and go on for most of the next
      first: Math.max(0, first - EVERY * LOOKS),
      last: Math.min(frames - 1, last + EVERY * LOOKS),
    };
  }
}

const holds = ({ x, y, width, height }: Rectangle, left: number, top: number) =>
  x <= left && y <= top && x + width >= left + CELL && y + height >= top + CELL;

function boundsOf(cells: Mark['cells']): Rectangle {
  const [columns, rows] = [cells.map(([column]) => column), cells.map(([, row]) => row)];
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  return {
    x: CELL * left,
    y: CELL * top,
    width: CELL * (Math.max(...columns) + 1 - left),
    height: CELL * (Math.max(...rows) + 1 - top),
  };
}

function marksIn(looks: readonly Uint8Array[], inside: Uint8Array, { width, height }: Size): Mark['cells'][] {
  const [columns, rows] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
  const edges = new Uint16Array(columns * rows);
  const heights = new Float32Array(columns * rows);
  const middle = looks[looks.length >> 1]!;
  let [standing, all, area] = [0, 0, 0];
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      if (inside[at] === 0) continue;
      area += 1;
      const [across, down] = [middle[at + 1]! - middle[at - 1]!, middle[at + width]! - middle[at - width]!];
      if (Math.abs(across) < LOW && Math.abs(down) < LOW) continue;
      all += 1;
      const rise = Math.max(Math.abs(staying(looks, at, 1)), Math.abs(staying(looks, at, width)));
      if (rise < LOW) continue;
      standing += 1;
      const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL);
      edges[cell]! += 1;
      heights[cell]! += rise;
    }
  if (standing > STILL * all) return [];
  const isOutside = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height || inside[y * width + x] === 0;
  const isAtRim = (cell: number) => {
    const [x, y] = [CELL * (cell % columns) + CELL / 2, CELL * Math.floor(cell / columns) + CELL / 2];
    return isOutside(x - RIM, y) || isOutside(x + RIM, y) || isOutside(x, y - RIM) || isOutside(x, y + RIM);
  };
  const grid = { columns, rows };
  const inner = edges.map((count, cell) => (count > 0 && !isAtRim(cell) ? count : 0));
  return piecesOf(inner, grid)
    .filter((cells) => {
      const count = cells.reduce((sum, cell) => sum + edges[cell]!, 0);
      const high = cells.reduce((sum, cell) => sum + heights[cell]!, 0);
      const isSmall = cells.length * CELL * CELL <= MARK.share * area;
      return count >= MARK.edges && high >= MARK.height * count && isSmall;
    })
    .map((cells) => toTheRim(cells, edges, grid).map((cell) => [cell % columns, Math.floor(cell / columns)] as const));
}

/** With the edges close to it at the rim, as far as that reaches. */
function toTheRim(cells: readonly number[], edges: Uint16Array, grid: Grid): number[] {
  const all = new Set(cells);
  for (let reached = 0; reached <= RIM; reached += REACH * CELL)
    for (const cell of [...all]) for (const next of near(cell, grid)) if (edges[next]! >= IN_CELL) all.add(next);
  return [...all];
}

/** Lower edges are tissue's. */
const LOW = 8;

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** Cells close to one, itself among them. */
function near(cell: number, { columns, rows }: Grid): number[] {
  const [atColumn, atRow] = [cell % columns, Math.floor(cell / columns)];
  const found: number[] = [];
  for (let row = Math.max(0, atRow - REACH); row <= Math.min(rows - 1, atRow + REACH); row += 1)
    for (let column = Math.max(0, atColumn - REACH); column <= Math.min(columns - 1, atColumn + REACH); column += 1)
      found.push(row * columns + column);
  return found;
}

/** Cells with edges that are close to each other. */
function piecesOf(edges: Uint16Array, grid: Grid): number[][] {
  const seen = new Uint8Array(edges.length);
  const pieces: number[][] = [];
  for (let start = 0; start < edges.length; start += 1) {
    if (seen[start] === 1 || edges[start]! < IN_CELL) continue;
    seen[start] = 1;
    const piece = [start];
    for (const cell of piece)
      for (const next of near(cell, grid)) {
        if (seen[next] === 1 || edges[next]! < IN_CELL) continue;
        seen[next] = 1;
        piece.push(next);
      }
    pieces.push(piece);
  }
  return pieces;
}
