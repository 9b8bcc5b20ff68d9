import type { Rectangle } from './picture.js';

/** Edges in neighbouring cells of so many pixels belong to one piece: letters do. */
const CELL = 8;
/** A cell with fewer, or with less than this share of what has an edge there, does not count. */
const FEWEST_IN_CELL = 3;
const SHARE = 0.25;
/** A piece with fewer edges is no letter; nor is one with less than this share of the largest piece's. */
const FEWEST_IN_PIECE = 16;
const SHARE_OF_LARGEST = 0.04;
/** And fewer than that in all are no writing. */
const FEWEST_IN_ALL = 60;

/** Adds up edges within an area, and tells where they are close enough to each other to be letters. */
export class EdgePieces {
  private readonly xs: number[] = [];
  private readonly ys: number[] = [];
  private readonly columns: number;
  private readonly counts: Uint16Array;
  private readonly others: Uint16Array;

  constructor(private readonly area: Rectangle) {
    this.columns = Math.ceil(area.width / CELL) + 1;
    const rows = Math.ceil(area.height / CELL) + 1;
    this.counts = new Uint16Array(this.columns * rows);
    this.others = new Uint16Array(this.columns * rows);
  }

  add(x: number, y: number): void {
    this.xs.push(x);
    this.ys.push(y);
    this.counts[this.cellOf(x, y)]! += 1;
  }

  /** Any edge, also of what does not count. */
  addOther(x: number, y: number): void {
    this.others[this.cellOf(x, y)]! += 1;
  }

  /** The rectangle around all pieces that may be letters; undefined where there are not enough of them. */
  bounds(): Rectangle | undefined {
    const { xs, ys } = this;
    if (xs.length < FEWEST_IN_ALL) return undefined;
    const sizes = this.sizes();
    const least = Math.max(FEWEST_IN_PIECE, SHARE_OF_LARGEST * sizes.reduce((most, size) => Math.max(most, size), 0));
    let [left, right, top, bottom, all] = [Infinity, -1, Infinity, -1, 0];
    for (let i = 0; i < xs.length; i += 1) {
      if (sizes[this.cellOf(xs[i]!, ys[i]!)]! < least) continue;
      all += 1;
      [left, right] = [Math.min(left, xs[i]!), Math.max(right, xs[i]!)];
      [top, bottom] = [Math.min(top, ys[i]!), Math.max(bottom, ys[i]!)];
    }
    if (all < FEWEST_IN_ALL) return undefined;
    return { x: left, y: top, width: right + 1 - left, height: bottom + 1 - top };
  }

  private cellOf(x: number, y: number): number {
    const { columns, area } = this;
    return Math.floor((y - area.y) / CELL) * columns + Math.floor((x - area.x) / CELL);
  }

  /** For each cell, how many edges its piece has. */
  private sizes(): Uint32Array {
    const { columns, counts, others } = this;
    const sizes = new Uint32Array(counts.length);
    const open = counts.map((count, at) => (count >= FEWEST_IN_CELL && count >= SHARE * others[at]! ? 1 : 0));
    for (let start = 0; start < open.length; start += 1) {
      if (open[start] === 0) continue;
      const piece = [start];
      open[start] = 0;
      let size = 0;
      for (let i = 0; i < piece.length; i += 1) {
        const at = piece[i]!;
        size += counts[at]!;
        const column = at % columns;
        for (let dy = -columns; dy <= columns; dy += columns)
          for (let dx = column === 0 ? 0 : -1; dx <= (column === columns - 1 ? 0 : 1); dx += 1) {
            const to = at + dy + dx;
            if (open[to] !== 1) continue;
            open[to] = 0;
            piece.push(to);
          }
      }
      for (const at of piece) sizes[at] = size;
    }
    return sizes;
  }
}
