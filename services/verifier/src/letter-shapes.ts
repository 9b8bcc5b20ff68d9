import { BLOCK, BRIGHT, DARK, type FrameBlocks } from './frame-blocks.js';

/** Connected pixels that stand out from their ground, all brighter or all darker. Right and bottom are inside. */
export interface Shape {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Pixels. */
  readonly size: number;
  /** Pieces of pixel rows it is made of: over the height, how many strokes a row crosses. */
  readonly pieces: number;
  /** By how many grey levels it stands out, on average. */
  readonly contrast: number;
}

const MOST_PIECES = 400_000;

/** Finds shapes piece by piece of each pixel row, joined as they touch. Keeps its buffers between frames. */
export class ShapeFinder {
  /** Five numbers each: left, right, row, the piece it belongs to, and by how much it stands out in all. */
  private readonly pieces: Int32Array;
  /** For each root, where its shape stands in the list. */
  private readonly found: Int32Array;
  private readonly busy: Uint16Array;
  private count = 0;

  constructor(
    private readonly width: number,
    height: number,
  ) {
    this.pieces = new Int32Array(5 * Math.min(MOST_PIECES, Math.ceil((width * height) / 2)));
    this.found = new Int32Array(this.pieces.length / 5);
    this.busy = new Uint16Array(width / BLOCK);
  }

  /** `sign`: 1 for what is brighter than its ground, -1 for what is darker. Undefined when there are too many. */
  find(luma: Uint8Array, blocks: FrameBlocks, sign: 1 | -1, contrast: number): Shape[] | undefined {
    this.count = 0;
    const kind = sign === 1 ? BRIGHT : DARK;
    for (let row = 0, above = 0; row < blocks.rows; row += 1) {
      const busy = this.busyIn(row, blocks, kind);
      const end = busy > 0 ? (row + 1) * BLOCK : row * BLOCK;
      for (let y = row * BLOCK; y < end; y += 1) {
        const from = this.count;
        if (!this.piecesOf(y, busy, luma, blocks, sign, contrast)) return undefined;
        this.join(above, from, y);
        above = from;
      }
      if (busy === 0) above = this.count;
    }
    return this.shapes();
  }

  /** Notes the columns of this row's busy blocks; answers how many. */
  private busyIn(row: number, { busy, columns }: FrameBlocks, kind: number): number {
    let count = 0;
    for (let column = 0, block = row * columns; column < columns; column += 1, block += 1)
      if ((busy[block]! & kind) !== 0) {
        this.busy[count] = column;
        count += 1;
      }
    return count;
  }

  private piecesOf(
    y: number,
    busy: number,
    luma: Uint8Array,
    blocks: FrameBlocks,
    sign: 1 | -1,
    contrast: number,
  ): boolean {
    const { pieces } = this;
    const firstBlock = Math.floor(y / BLOCK) * blocks.columns;
    let open = -1;
    let before = -2;
    for (let i = 0; i < busy; i += 1) {
      const column = this.busy[i]!;
      if (column !== before + 1) open = -1;
      before = column;
      const ground = blocks.ground[firstBlock + column]!;
      const edge = ground + sign * contrast;
      const start = y * this.width + column * BLOCK;
      for (let at = start; at < start + BLOCK; at += 1) {
        const value = luma[at]!;
        if (sign === 1 ? value <= edge : value >= edge) {
          open = -1;
          continue;
        }
        if (open < 0) {
          if ((this.count + 1) * 5 > pieces.length) return false;
          open = this.count * 5;
          this.count += 1;
          const x = at - y * this.width;
          pieces[open] = x;
          pieces[open + 2] = y;
          pieces[open + 3] = open;
          pieces[open + 4] = 0;
        }
        pieces[open + 1] = at - y * this.width;
        pieces[open + 4]! += sign * (value - ground);
      }
    }
    return true;
  }

  /** Pieces of this row with those of the row above that they touch, also by a corner. */
  private join(above: number, from: number, y: number): void {
    const { pieces } = this;
    let upper = above;
    for (let i = from; i < this.count; i += 1) {
      const at = i * 5;
      while (upper < from && (pieces[upper * 5 + 2]! !== y - 1 || pieces[upper * 5 + 1]! < pieces[at]! - 1)) upper += 1;
      for (let j = upper; j < from && pieces[j * 5]! <= pieces[at + 1]! + 1; j += 1) {
        const [a, b] = [this.rootOf(at), this.rootOf(j * 5)];
        if (a !== b) pieces[Math.max(a, b) + 3] = Math.min(a, b);
      }
    }
  }

  private rootOf(at: number): number {
    const { pieces } = this;
    let root = at;
    while (pieces[root + 3] !== root) root = pieces[root + 3]!;
    for (let i = at; i !== root;) {
      const next = pieces[i + 3]!;
      pieces[i + 3] = root;
      i = next;
    }
    return root;
  }

  private shapes(): Shape[] {
    const { pieces, found } = this;
    const shapes: { -readonly [K in keyof Shape]: Shape[K] }[] = [];
    for (let i = 0; i < this.count; i += 1) {
      const at = i * 5;
      const root = this.rootOf(at) / 5;
      const [left, right, row, excess] = [pieces[at]!, pieces[at + 1]!, pieces[at + 2]!, pieces[at + 4]!];
      // the root is the first of its pieces
      if (root === i) {
        found[i] = shapes.length;
        shapes.push({ left, right, top: row, bottom: row, size: right - left + 1, pieces: 1, contrast: excess });
        continue;
      }
      const shape = shapes[found[root]!]!;
      if (left < shape.left) shape.left = left;
      if (right > shape.right) shape.right = right;
      shape.bottom = row;
      shape.size += right - left + 1;
      shape.pieces += 1;
      shape.contrast += excess;
    }
    for (const shape of shapes) shape.contrast /= shape.size;
    return shapes;
  }
}
