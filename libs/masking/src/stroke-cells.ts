/** Side of a cell, in pixels. */
export const CELL = 8;

/** What is added up over the strokes of a cell, and where it stands in the cell's part of a plane of sums. */
export const Sum = {
  /** Number of strokes brighter than their ground, and darker. */
  bright: 0,
  dark: 1,
  /** Contrast in grey levels, of the bright ones and of the dark ones, and the squares of both. */
  brightContrast: 2,
  darkContrast: 3,
  contrastSquares: 4,
  /** Width in pixels, and its squares. */
  widths: 5,
  widthSquares: 6,
  /** How many go on in the line before: letters have stems, grain has none. */
  stems: 7,
} as const;
export const SUMS = 8;

/** Sums cell by cell, row by row, `SUMS` numbers each. */
export interface StrokeCells {
  readonly columns: number;
  readonly rows: number;
  /** Of strokes met while walking along a row: stems of upright writing. */
  readonly across: Float32Array;
  /** Of strokes met while walking down a column: its bars. */
  readonly down: Float32Array;
  /** Strokes across that are as bright as can be, one number for each cell: wet lights. */
  readonly saturated: Float32Array;
}

/** A stroke's edge, in grey levels over two pixels: less than a faint name over mucosa has. */
const EDGE = 8;
/** The widest stroke, in pixels. Larger writing is found in a smaller frame. */
const STROKE = 8;
const SATURATED = 222;

/** Finds the thin strokes of frames of one size, edge against edge, along their rows and down their columns. */
export class StrokeFinder {
  readonly cells: StrokeCells;
  /** Signs of the strokes at their middles. */
  private readonly acrossPlane: Int8Array;
  private readonly downPlane: Int8Array;
  /** For each column, the newest edge: its direction, its row and its height. */
  private readonly sign: Int8Array;
  private readonly since: Int32Array;
  private readonly size: Int32Array;
  /** Where edges stand in the line that is looked at. */
  private readonly edges: Int32Array;

  constructor(
    private readonly width: number,
    height: number,
  ) {
    const [columns, rows] = [Math.floor(width / CELL), Math.floor(height / CELL)];
    this.cells = {
      columns,
      rows,
      across: new Float32Array(columns * rows * SUMS),
      down: new Float32Array(columns * rows * SUMS),
      saturated: new Float32Array(columns * rows),
    };
    this.acrossPlane = new Int8Array(width * height);
    this.downPlane = new Int8Array(width * height);
    this.sign = new Int8Array(width);
    this.since = new Int32Array(width);
    this.size = new Int32Array(width);
    this.edges = new Int32Array(width + 1);
  }

  /** `luma`: row by row. Only rows and columns of cells within `area` (in cells, ends not included) are looked at. The cells are this finder's own and hold until the next call. */
  find(luma: Uint8Array, area: CellArea): StrokeCells {
    const { across, down, saturated } = this.cells;
    across.fill(0);
    down.fill(0);
    saturated.fill(0);
    this.acrossPlane.fill(0);
    this.downPlane.fill(0);
    this.alongRows(luma, area);
    this.downColumns(luma, area);
    return this.cells;
  }

  private alongRows(luma: Uint8Array, { left, right, top, bottom }: CellArea): void {
    const { width, cells, acrossPlane, edges } = this;
    const [from, to] = [Math.max(2, left * CELL), Math.min(right * CELL, width - 2)];
    for (let y = Math.max(1, top * CELL); y < bottom * CELL; y += 1) {
      const row = y * width;
      const count = edgesIn(luma, row + from, row + to, 1, edges);
      let sign = 0;
      let since = 0;
      let size = 0;
      for (let i = 0; i < count; i += 1) {
        const at = edges[i]!;
        const x = at - row;
        const step = luma[at + 1]! - luma[at - 1]!;
        const direction = step > 0 ? 1 : -1;
        const high = step > 0 ? step : -step;
        if (sign === -direction && x - since <= STROKE) {
          const middle = row + ((x + since) >> 1);
          acrossPlane[middle] = sign;
          const above = middle - width;
          const goesOn =
            acrossPlane[above] === sign || acrossPlane[above - 1] === sign || acrossPlane[above + 1] === sign;
          const cell = (y >> 3) * cells.columns + ((x + since) >> 4);
          add(cells.across, cell * SUMS, sign, high < size ? high : size, x - since, goesOn);
          if (luma[middle]! >= SATURATED) cells.saturated[cell]! += 1;
        }
        sign = direction;
        since = x;
        size = high;
      }
    }
  }

  private downColumns(luma: Uint8Array, { left, right, top, bottom }: CellArea): void {
    const { width, cells, sign, since, size, downPlane, edges } = this;
    const [from, to] = [Math.max(1, left * CELL), right * CELL];
    const first = Math.max(2, top * CELL);
    const last = Math.min(bottom * CELL, Math.floor(luma.length / width) - 2);
    sign.fill(0);
    for (let y = first; y < last; y += 1) {
      const row = y * width;
      const count = edgesIn(luma, row + from, row + to, width, edges);
      for (let i = 0; i < count; i += 1) {
        const at = edges[i]!;
        const x = at - row;
        const step = luma[at + width]! - luma[at - width]!;
        const direction = step > 0 ? 1 : -1;
        const high = step > 0 ? step : -step;
        const was = sign[x]!;
        if (was === -direction && y - since[x]! <= STROKE) {
          const line = (y + since[x]!) >> 1;
          const middle = line * width + x;
          downPlane[middle] = was;
          const beside = middle - 1;
          const goesOn =
            downPlane[beside] === was || downPlane[beside - width] === was || downPlane[beside + width] === was;
          const cell = (line >> 3) * cells.columns + (x >> 3);
          add(cells.down, cell * SUMS, was, high < size[x]! ? high : size[x]!, y - since[x]!, goesOn);
        }
        sign[x] = direction;
        since[x] = y;
        size[x] = high;
      }
    }
  }
}

/**
 * Notes the pixels from `from` on and before `to` where an edge stands: where luma steps from the pixel before to the one
 * behind, `apart` from it, and no neighbour's step is larger. Answers how many. Whether there is an edge cannot be
 * foreseen, so nothing branches here.
 */
function edgesIn(luma: Uint8Array, from: number, to: number, apart: number, edges: Int32Array): number {
  let steps = 0;
  for (let at = from; at < to; at += 1) {
    edges[steps] = at;
    const below = luma[at + apart]! - luma[at - apart]! + EDGE - 1;
    // the sign bit of both is clear for steps of less than an edge
    steps += (below | (2 * EDGE - 2 - below)) >>> 31;
  }
  let count = 0;
  for (let i = 0; i < steps; i += 1) {
    const at = edges[i]!;
    edges[count] = at;
    const [here, ahead, back] = [luma[at]!, luma[at + apart]!, luma[at - apart]!];
    const falls = (ahead - back) >> 31;
    // steps as they are where luma rises, negative where it falls
    const step = (ahead - back) ^ falls;
    const before = (here - luma[at - 2 * apart]!) ^ falls;
    const after = (luma[at + 2 * apart]! - here) ^ falls;
    count += 1 - (((step - before) | (step - after - 1)) >>> 31);
  }
  return count;
}

/** A part of the cells; the ends do not belong to it. */
export interface CellArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function add(sums: Float32Array, at: number, sign: number, contrast: number, width: number, goesOn: boolean): void {
  if (sign > 0) {
    sums[at + Sum.bright]! += 1;
    sums[at + Sum.brightContrast]! += contrast;
  } else {
    sums[at + Sum.dark]! += 1;
    sums[at + Sum.darkContrast]! += contrast;
  }
  sums[at + Sum.contrastSquares]! += contrast * contrast;
  sums[at + Sum.widths]! += width;
  sums[at + Sum.widthSquares]! += width * width;
  if (goesOn) sums[at + Sum.stems]! += 1;
}
