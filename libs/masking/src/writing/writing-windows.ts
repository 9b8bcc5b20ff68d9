import {
  brightOf,
  CELL,
  type CellArea,
  darkOf,
  stemsOf,
  type StrokeCells,
  strokesOf,
  Sum,
  SUMS,
  widthOf,
  widthSquaresOf,
} from './stroke-cells.js';

/** A window is so many cells long in the direction of reading, and so many high. */
export const LONG = 4;
export const HIGH = 2;
/** Windows begin at every second cell along the line: they are four long. */
export const STRIDE = 2;
/** A window with fewer strokes than this holds no letters. */
export const FEWEST_STROKES = 10;
/** How many numbers describe a window. */
export const FEATURES = 24;

/** Of every number of strokes that a window may have. */
const THIRD_OF_LOG = Float32Array.from({ length: LONG * HIGH * CELL * CELL + 1 }, (_, count) => Math.log1p(count) / 3);

/** Windows of cells, and what they say as numbers of about one in size. */
export class WritingWindows {
  /** Strokes along the direction of reading: of the windows that begin at a cell, and of their first lines alone. Some more cells on both sides have none. */
  private readonly strokes: Int32Array;
  private readonly line: Int32Array;
  private readonly around: number;
  /** From one cell of a window to the next, and to its next line. */
  private readonly forward: number;
  private readonly below: number;

  constructor(
    private readonly cells: StrokeCells,
    /** The writing runs up or down. */
    private readonly turned: boolean,
  ) {
    const { columns, rows } = cells;
    this.around = LONG * columns;
    this.strokes = new Int32Array(columns * rows + 2 * this.around);
    this.line = new Int32Array(this.strokes.length);
    [this.forward, this.below] = turned ? [columns, 1] : [1, columns];
  }

  /** Counts the strokes of the windows that begin within `area`. */
  count({ left, right, top, bottom }: CellArea): void {
    const { cells, turned, line, strokes, around, forward, below } = this;
    const { columns } = cells;
    const stems = turned ? cells.down : cells.across;
    const [stepX, stepY] = turned ? [1, STRIDE] : [STRIDE, 1];
    for (let y = top; y < bottom; y += stepY)
      for (let x = left; x < right; x += stepX) {
        const at = y * columns + x;
        const long = Math.min(LONG, turned ? bottom - y : right - x);
        let count = 0;
        for (let cell = at; cell < at + long * forward; cell += forward)
          count += strokesOf(stems[cell * SUMS + Sum.counts]!);
        line[around + at] = count;
      }
    const [wide, high] = turned ? [HIGH, LONG] : [LONG, HIGH];
    for (let y = top; y <= bottom - high; y += stepY)
      for (let x = left; x <= right - wide; x += stepX) {
        const at = around + y * columns + x;
        strokes[at] = line[at]! + line[at + below]!;
      }
  }

  /** Strokes along the direction of reading in the window that begins at the cell. */
  strokesAt(at: number): number {
    return this.strokes[this.around + at]!;
  }

  /** Describes the window that begins at the cell, into `out`. */
  describe(at: number, out: Float32Array): void {
    const { cells, turned, line, around, forward, below } = this;
    const count = this.strokesAt(at);
    this.describeStrokes(turned ? cells.down : cells.across, at, out, 0);
    this.describeStrokes(turned ? cells.across : cells.down, at, out, 8);
    this.describeCells(at, count, out);
    // writing ends sharply above and below its line, and goes on before and after the window
    const left = this.strokesAt(at - LONG * forward);
    const right = this.strokesAt(at + LONG * forward);
    out[18] = line[around + at - below]! / count;
    out[19] = line[around + at + HIGH * below]! / count;
    out[20] = THIRD_OF_LOG[Math.max(left, right)]!;
    out[21] = THIRD_OF_LOG[Math.min(left, right)]!;
    out[22] = Math.min(3, left / count);
    out[23] = Math.min(3, right / count);
  }

  /** How many cells have strokes along the direction of reading, and strokes as bright as can be. */
  private describeCells(at: number, count: number, out: Float32Array): void {
    const { cells, turned, forward, below } = this;
    const stems = turned ? cells.down : cells.across;
    let [occupied, saturated] = [0, 0];
    for (let i = 0; i < LONG * HIGH; i += 1) {
      const cell = at + (i >> 1) * forward + (i & 1) * below;
      if (strokesOf(stems[cell * SUMS + Sum.counts]!) > 0) occupied += 1;
      saturated += cells.saturated[cell]!;
    }
    out[16] = saturated / count;
    out[17] = occupied / (LONG * HIGH);
  }

  private describeStrokes(from: Int32Array, at: number, out: Float32Array, offset: number): void {
    const counts = this.sumOf(from, at * SUMS + Sum.counts);
    const widths = this.sumOf(from, at * SUMS + Sum.widths);
    const brightContrast = this.sumOf(from, at * SUMS + Sum.brightContrast);
    const darkContrast = this.sumOf(from, at * SUMS + Sum.darkContrast);
    const contrastSquares = this.sumOf(from, at * SUMS + Sum.contrastSquares);
    const [bright, dark] = [brightOf(counts), darkOf(counts)];
    const some = Math.max(1, bright + dark);
    const contrast = (brightContrast + darkContrast) / some;
    const width = widthOf(widths) / some;
    const contrastSpread = contrastSquares / some - contrast * contrast;
    const widthSpread = widthSquaresOf(widths) / some - width * width;
    out[offset] = THIRD_OF_LOG[bright + dark]!;
    out[offset + 1] = Math.log1p(contrast) / 3;
    out[offset + 2] = Math.sqrt(Math.max(0, contrastSpread)) / Math.max(1, contrast);
    out[offset + 3] = width / 4;
    out[offset + 4] = Math.sqrt(Math.max(0, widthSpread)) / 2;
    out[offset + 5] = stemsOf(counts) / some;
    out[offset + 6] = Math.abs(bright - dark) / some;
    const uneven = brightContrast / Math.max(1, bright) - darkContrast / Math.max(1, dark);
    out[offset + 7] = Math.abs(uneven) / Math.max(1, contrast);
  }

  /** Of the cells of a window; `at`: of its first one. */
  private sumOf(from: Int32Array, at: number): number {
    const one = this.forward * SUMS;
    const below = at + this.below * SUMS;
    return (
      from[at]! +
      from[at + one]! +
      from[at + 2 * one]! +
      from[at + 3 * one]! +
      from[below]! +
      from[below + one]! +
      from[below + 2 * one]! +
      from[below + 3 * one]!
    );
  }
}
