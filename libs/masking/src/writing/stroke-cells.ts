import { EdgeFinder } from './edge-finder.js';
import type { Plane } from './plane.js';

/** Side of a cell, in pixels. */
export const CELL = 8;

/**
 * What is added up over the strokes of a cell, and where it stands in the cell's part of a plane of sums. Small sums
 * share a number: those of eight cells together still fit.
 */
export const Sum = {
  /** Number of strokes brighter than their ground, of darker ones, and how many go on in the line before: letters have stems, grain has none. Ten bits each. */
  counts: 0,
  /** Width in pixels, and its squares. Sixteen bits each. */
  widths: 1,
  /** Contrast in grey levels, of the bright ones and of the dark ones, and the squares of both. */
  brightContrast: 2,
  darkContrast: 3,
  contrastSquares: 4,
} as const;
export const SUMS = 5;

const DARK = 10;
const STEMS = 20;
const SQUARES = 16;
const TEN_BITS = (1 << 10) - 1;
const SIXTEEN_BITS = (1 << 16) - 1;

export const brightOf = (counts: number): number => counts & TEN_BITS;
export const darkOf = (counts: number): number => (counts >>> DARK) & TEN_BITS;
export const stemsOf = (counts: number): number => counts >>> STEMS;
export const strokesOf = (counts: number): number => brightOf(counts) + darkOf(counts);
export const widthOf = (widths: number): number => widths & SIXTEEN_BITS;
export const widthSquaresOf = (widths: number): number => widths >>> SQUARES;

/** Sums cell by cell, row by row, `SUMS` numbers each. */
export interface StrokeCells {
  readonly columns: number;
  readonly rows: number;
  /** Of strokes met while walking along a row: stems of upright writing. */
  readonly across: Int32Array;
  /** Of strokes met while walking down a column: its bars. */
  readonly down: Int32Array;
  /** Strokes across that are as bright as can be, one number for each cell: wet lights. */
  readonly saturated: Int32Array;
}

/** The widest stroke, in pixels. Larger writing is found in a smaller frame. */
const STROKE = 8;
const SATURATED = 222;
/** A place before the first one, farther than a stroke is wide. */
const LONG_AGO = -2 * STROKE;
/** Bits of a step, with its sign, below the row it stands in. */
const ROW = 10;
const STEP = (1 << ROW) - 1;

/** Finds the thin strokes of frames of one size, edge against edge, along their rows and down their columns. */
export class StrokeFinder {
  readonly cells: StrokeCells;
  private readonly edges: EdgeFinder;
  /** Where the middles of strokes are: 1 of a bright one, 2 of a dark one. */
  private readonly acrossPlane: Uint8Array;
  private readonly downPlane: Uint8Array;
  /** For each column, the newest edge: its step and, above that, its row. */
  private readonly newest: Int32Array;
  /** Strokes met in the row that is looked at: where their middles are along it (down the columns: their rows, and the columns), and whether they are dark, their contrast and their width. */
  private readonly middles: Int32Array;
  private readonly across: Int32Array;
  private readonly looks: Int32Array;

  constructor(private readonly plane: Plane) {
    const { width, height } = plane;
    const [columns, rows] = [Math.floor(width / CELL), Math.floor(height / CELL)];
    this.cells = {
      columns,
      rows,
      across: new Int32Array(columns * rows * SUMS),
      down: new Int32Array(columns * rows * SUMS),
      saturated: new Int32Array(columns * rows),
    };
    this.edges = new EdgeFinder(plane);
    this.acrossPlane = new Uint8Array(width * height);
    this.downPlane = new Uint8Array(width * height);
    this.newest = new Int32Array(width);
    this.middles = new Int32Array(width + 1);
    this.across = new Int32Array(width + 1);
    this.looks = new Int32Array(width + 1);
  }

  /** Looks at what the plane shows now. Only rows and columns of cells within `area` (in cells, ends not included) are looked at. The cells are this finder's own and hold until the next call. */
  find(area: CellArea): StrokeCells {
    const { across, down, saturated } = this.cells;
    across.fill(0);
    down.fill(0);
    saturated.fill(0);
    this.acrossPlane.fill(0);
    this.downPlane.fill(0);
    this.alongRows(area);
    this.downColumns(area);
    return this.cells;
  }

  private alongRows({ left, right, top, bottom }: CellArea): void {
    const { cells, edges, acrossPlane } = this;
    const { width, pixels: luma } = this.plane;
    const [from, to] = [Math.max(2, left * CELL), Math.min(right * CELL, width - 2)];
    for (let y = Math.max(1, top * CELL); y < bottom * CELL; y += 1) {
      const row = y * width;
      const strokes = this.strokesOf(edges.along(y, from, to), row);
      const cell = (y >> 3) * cells.columns;
      for (let i = 0; i < strokes; i += 1) {
        const middle = row + this.middles[i]!;
        const at = cell + (this.middles[i]! >> 3);
        note(cells.across, at * SUMS, this.looks[i]!, acrossPlane, middle, width, 1);
        if (luma[middle]! >= SATURATED) cells.saturated[at]! += 1;
      }
    }
  }

  /** Neighbouring edges of a row, close to each other, of which one rises and one falls. `row`: where it begins. */
  private strokesOf(edges: number, row: number): number {
    const { middles, looks } = this;
    const { pixels: luma } = this.plane;
    const { columns } = this.edges;
    let count = 0;
    let since = LONG_AGO;
    let before = 0;
    for (let i = 0; i < edges; i += 1) {
      const at = columns[i]!;
      const step = luma[row + at + 1]! - luma[row + at - 1]!;
      middles[count] = (at + since) >> 1;
      looks[count] = lookOf(before, step, at - since);
      count += ((before ^ step) & (at - since - STROKE - 1)) >>> 31;
      since = at;
      before = step;
    }
    return count;
  }

  private downColumns({ left, right, top, bottom }: CellArea): void {
    const { cells, edges, newest, middles, across, looks, downPlane } = this;
    const { width, height, pixels: luma } = this.plane;
    const { columns } = edges;
    const [from, to] = [Math.max(1, left * CELL), right * CELL];
    const first = Math.max(2, top * CELL);
    const last = Math.min(bottom * CELL, height - 2);
    newest.fill(LONG_AGO << ROW);
    for (let y = first; y < last; y += 1) {
      const row = y * width;
      const count = edges.down(y, from, to);
      let strokes = 0;
      for (let i = 0; i < count; i += 1) {
        const x = columns[i]!;
        const at = row + x;
        const step = luma[at + width]! - luma[at - width]!;
        const edge = newest[x]!;
        const since = edge >> ROW;
        const before = (edge << (32 - ROW)) >> (32 - ROW);
        newest[x] = (y << ROW) | (step & STEP);
        middles[strokes] = (y + since) >> 1;
        across[strokes] = x;
        looks[strokes] = lookOf(before, step, y - since);
        strokes += ((before ^ step) & (y - since - STROKE - 1)) >>> 31;
      }
      for (let i = 0; i < strokes; i += 1) {
        const line = middles[i]!;
        const x = across[i]!;
        const cell = (line >> 3) * cells.columns + (x >> 3);
        note(cells.down, cell * SUMS, looks[i]!, downPlane, line * width + x, 1, width);
      }
    }
  }
}

/** A part of the cells; the ends do not belong to it. */
export interface CellArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A stroke between two edges, given as steps: 1 where it is dark, its contrast from the second bit on, its width from the tenth on. */
function lookOf(before: number, step: number, width: number): number {
  return (before >>> 31) | (Math.min(Math.abs(before), Math.abs(step)) << 1) | (width << 9);
}

/** Adds a stroke up, and marks its middle. It goes on where there is one of its kind `back`, or one `aside` of there. */
function note(
  sums: Int32Array,
  at: number,
  look: number,
  middles: Uint8Array,
  middle: number,
  back: number,
  aside: number,
): void {
  const dark = look & 1;
  const contrast = (look >> 1) & 255;
  const width = look >> 9;
  middles[middle] = 1 << dark;
  const beside = middle - back;
  const goesOn = ((middles[beside]! | middles[beside - aside]! | middles[beside + aside]!) >> dark) & 1;
  sums[at + Sum.counts]! += (1 << (DARK * dark)) + (goesOn << STEMS);
  sums[at + Sum.widths]! += width + ((width * width) << SQUARES);
  sums[at + Sum.brightContrast + dark]! += contrast;
  sums[at + Sum.contrastSquares]! += contrast * contrast;
}
