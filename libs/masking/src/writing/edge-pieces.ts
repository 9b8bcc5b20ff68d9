import type { Rectangle } from '../picture/picture.js';

/** Edges in neighbouring cells of so many pixels belong to one piece: letters do. */
const CELL = 8;
/** A cell with fewer, or with less than this share of what has an edge there, does not count. */
const FEWEST_IN_CELL = 3;
const SHARE = 0.25;
/** A piece with fewer edges is no letter. */
const FEWEST_IN_PIECE = 16;
/** Nor is one with less than this share of the largest piece's, and off its line a little more. */
const SHARE_OF_LARGEST = 0.04;
const SHARE_OFF_LINE = 0.2;
/** And what is lower is a rim, in pixels. */
const LEAST_HIGH = 5;
/** Share of its fullest row's edges below which a row at the rim of a line is thin, and room for tails beyond: of its height. */
const THIN = 0.06;
const TAILS = 0.45;
/** And fewer than that in all are no writing. */
const FEWEST_IN_ALL = 60;

interface Piece {
  size: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

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
    if (this.xs.length < FEWEST_IN_ALL) return undefined;
    const pieces = this.pieces();
    const [largest] = pieces.toSorted((a, b) => b.size - a.size);
    const letters = pieces.filter((piece) => {
      const share = isOnLine(piece, largest!) ? SHARE_OF_LARGEST : SHARE_OFF_LINE;
      return piece.size >= Math.max(FEWEST_IN_PIECE, share * largest!.size);
    });
    if (letters.reduce((sum, { size }) => sum + size, 0) < FEWEST_IN_ALL) return undefined;
    const x = Math.min(...letters.map(({ left }) => left));
    const y = Math.min(...letters.map(({ top }) => top));
    const right = Math.max(...letters.map((piece) => piece.right));
    const bottom = Math.max(...letters.map((piece) => piece.bottom));
    const box = { x, y, width: right + 1 - x, height: bottom + 1 - y };
    const line = this.withoutThinRims(box);
    return Math.min(line.width, line.height) < LEAST_HIGH ? undefined : line;
  }

  /** Rows (of a tall piece: columns) at the rim that hold hardly an edge are left out, but for room for tails and dots. */
  private withoutThinRims({ x, y, width, height }: Rectangle): Rectangle {
    const isWide = width >= height;
    const [places, at, size] = isWide ? [this.ys, y, height] : [this.xs, x, width];
    const counts = new Uint32Array(size);
    for (let i = 0; i < places.length; i += 1) {
      const [dx, dy] = [this.xs[i]! - x, this.ys[i]! - y];
      if (dx >= 0 && dy >= 0 && dx < width && dy < height) counts[places[i]! - at]! += 1;
    }
    const few = THIN * counts.reduce((most, count) => Math.max(most, count), 0);
    const first = counts.findIndex((count) => count >= few);
    const last = counts.findLastIndex((count) => count >= few);
    const room = Math.ceil(TAILS * (last + 1 - first));
    const [from, to] = [Math.max(0, first - room), Math.min(size, last + 1 + room)];
    return isWide ? { x, y: y + from, width, height: to - from } : { x: x + from, y, width: to - from, height };
  }

  private pieces(): Piece[] {
    const names = this.names();
    const pieces: Piece[] = [];
    for (let i = 0; i < this.xs.length; i += 1) {
      const [x, y] = [this.xs[i]!, this.ys[i]!];
      const name = names[this.cellOf(x, y)]!;
      if (name === 0) continue;
      const piece = (pieces[name - 1] ??= { size: 0, left: x, right: x, top: y, bottom: y });
      piece.size += 1;
      [piece.left, piece.right] = [Math.min(piece.left, x), Math.max(piece.right, x)];
      [piece.top, piece.bottom] = [Math.min(piece.top, y), Math.max(piece.bottom, y)];
    }
    return pieces;
  }

  private cellOf(x: number, y: number): number {
    const { columns, area } = this;
    return Math.floor((y - area.y) / CELL) * columns + Math.floor((x - area.x) / CELL);
  }

  /** For each cell the number of its piece, from 1 on; 0: of none. */
  private names(): Uint32Array {
    const { columns, counts, others } = this;
    const names = new Uint32Array(counts.length);
    const open = counts.map((count, at) => (count >= FEWEST_IN_CELL && count >= SHARE * others[at]! ? 1 : 0));
    let pieces = 0;
    for (let start = 0; start < open.length; start += 1) {
      if (open[start] === 0) continue;
      pieces += 1;
      const stack = [start];
      open[start] = 0;
      for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
        names[at] = pieces;
        const column = at % columns;
        for (let dy = -columns; dy <= columns; dy += columns)
          for (let dx = column === 0 ? 0 : -1; dx <= (column === columns - 1 ? 0 : 1); dx += 1) {
            const to = at + dy + dx;
            if (open[to] !== 1) continue;
            open[to] = 0;
            stack.push(to);
          }
      }
    }
    return names;
  }
}

/** Whether a piece lies before or behind another, along its longer side, or no farther off than that is high. */
function isOnLine(piece: Piece, line: Piece): boolean {
  const [wide, high] = [line.right - line.left, line.bottom - line.top];
  return wide >= high
    ? piece.bottom >= line.top - high && piece.top <= line.bottom + high
    : piece.right >= line.left - wide && piece.left <= line.right + wide;
}
