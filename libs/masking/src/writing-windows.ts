import { type CellArea, type StrokeCells, Sum, SUMS } from './stroke-cells.js';

/** A window is so many cells long in the direction of reading, and so many high. */
export const LONG = 4;
export const HIGH = 2;
/** Windows begin at every second cell along the line: they are four long. */
export const STRIDE = 2;
/** A window with fewer strokes than this holds no letters. */
export const FEWEST_STROKES = 10;
/** How many numbers describe a window. */
export const FEATURES = 24;

/** Sums over windows of cells, and what they say about each window as numbers of about one in size. */
export class WritingWindows {
  private readonly stems: Float32Array;
  private readonly bars: Float32Array;
  private readonly rows: Float32Array;
  /** Of a single row (turned: column) of a window: cells with strokes, and strokes as bright as can be. */
  private readonly occupied: Float32Array;
  private readonly saturated: Float32Array;
  /** And its strokes. */
  private readonly line: Float32Array;

  constructor(
    private readonly cells: StrokeCells,
    /** The writing runs up or down. */
    private readonly turned: boolean,
  ) {
    const count = cells.columns * cells.rows;
    this.stems = new Float32Array(count * SUMS);
    this.bars = new Float32Array(count * SUMS);
    this.rows = new Float32Array(count * SUMS);
    this.occupied = new Float32Array(count);
    this.saturated = new Float32Array(count);
    this.line = new Float32Array(count);
  }

  /** Adds up the windows that begin within `area`. */
  sum({ left, right, top, bottom }: CellArea): void {
    const { cells, turned, rows } = this;
    const { columns } = cells;
    const [wide, high] = turned ? [HIGH, LONG] : [LONG, HIGH];
    const [stems, bars] = turned ? [cells.down, cells.across] : [cells.across, cells.down];
    for (const [from, to] of [
      [stems, this.stems],
      [bars, this.bars],
    ] as const) {
      // first the cells of a row, then the rows: each number is read a few times only
      for (let y = top; y < bottom; y += 1)
        for (let x = left; x <= right - wide; x += turned ? 1 : STRIDE)
          for (let at = (y * columns + x) * SUMS, end = at + SUMS; at < end; at += 1) {
            let sum = from[at]! + from[at + SUMS]!;
            if (wide === LONG) sum += from[at + 2 * SUMS]! + from[at + 3 * SUMS]!;
            rows[at] = sum;
          }
      const down = columns * SUMS;
      for (let y = top; y <= bottom - high; y += turned ? STRIDE : 1)
        for (let x = left; x <= right - wide; x += turned ? 1 : STRIDE)
          for (let at = (y * columns + x) * SUMS, end = at + SUMS; at < end; at += 1) {
            let sum = rows[at]! + rows[at + down]!;
            if (high === LONG) sum += rows[at + 2 * down]! + rows[at + 3 * down]!;
            to[at] = sum;
          }
    }
    for (let y = top; y < bottom; y += turned ? STRIDE : 1)
      for (let x = left; x < right; x += turned ? 1 : STRIDE) {
        let line = 0;
        let occupied = 0;
        let saturated = 0;
        for (let along = 0; along < LONG; along += 1) {
          const at = turned ? (y + along) * columns + x : y * columns + x + along;
          if (turned ? y + along >= bottom : x + along >= right) break;
          const strokes = stems[at * SUMS + Sum.bright]! + stems[at * SUMS + Sum.dark]!;
          line += strokes;
          if (strokes > 0) occupied += 1;
          saturated += cells.saturated[at]!;
        }
        const at = y * columns + x;
        this.line[at] = line;
        this.occupied[at] = occupied;
        this.saturated[at] = saturated;
      }
  }

  /** Strokes along the direction of reading in the window that begins at the cell. */
  strokesAt(at: number): number {
    return this.stems[at * SUMS + Sum.bright]! + this.stems[at * SUMS + Sum.dark]!;
  }

  /** Describes the window that begins at the cell, into `out`. */
  describe(at: number, out: Float32Array): void {
    const { cells, turned, line } = this;
    const forward = turned ? cells.columns : 1;
    const below = turned ? 1 : cells.columns;
    const count = this.strokesAt(at);
    describeStrokes(this.stems, at * SUMS, out, 0);
    describeStrokes(this.bars, at * SUMS, out, 8);
    out[16] = (this.saturated[at]! + (this.saturated[at + below] ?? 0)) / count;
    out[17] = (this.occupied[at]! + (this.occupied[at + below] ?? 0)) / (LONG * HIGH);
    // writing ends sharply above and below its line, and goes on before and after the window
    const left = this.strokesAt(at - LONG * forward) || 0;
    const right = this.strokesAt(at + LONG * forward) || 0;
    out[18] = (line[at - below] ?? 0) / count;
    out[19] = (line[at + HIGH * below] ?? 0) / count;
    out[20] = Math.log1p(Math.max(left, right)) / 3;
    out[21] = Math.log1p(Math.min(left, right)) / 3;
    out[22] = Math.min(3, left / count);
    out[23] = Math.min(3, right / count);
  }
}

function describeStrokes(sums: Float32Array, at: number, out: Float32Array, offset: number): void {
  const bright = sums[at + Sum.bright]!;
  const dark = sums[at + Sum.dark]!;
  const brightContrast = sums[at + Sum.brightContrast]!;
  const darkContrast = sums[at + Sum.darkContrast]!;
  const count = bright + dark;
  const some = Math.max(1, count);
  const contrast = (brightContrast + darkContrast) / some;
  const width = sums[at + Sum.widths]! / some;
  const contrastSpread = sums[at + Sum.contrastSquares]! / some - contrast * contrast;
  const widthSpread = sums[at + Sum.widthSquares]! / some - width * width;
  out[offset] = Math.log1p(count) / 3;
  out[offset + 1] = Math.log1p(contrast) / 3;
  out[offset + 2] = Math.sqrt(Math.max(0, contrastSpread)) / Math.max(1, contrast);
  out[offset + 3] = width / 4;
  out[offset + 4] = Math.sqrt(Math.max(0, widthSpread)) / 2;
  out[offset + 5] = sums[at + Sum.stems]! / some;
  out[offset + 6] = Math.abs(bright - dark) / some;
  const uneven = brightContrast / Math.max(1, bright) - darkContrast / Math.max(1, dark);
  out[offset + 7] = Math.abs(uneven) / Math.max(1, contrast);
}
