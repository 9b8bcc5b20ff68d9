import { boundOf, reachingHigh, reachingLow, wordsOf } from './four-bytes.js';
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
  /** Of a row of blocks: the busy ones' columns, from which luma on something stands out there, and that for words. */
  private readonly busy: Uint16Array;
  private readonly least: Uint16Array;
  private readonly bounds: Int32Array;
  private count = 0;

  constructor(
    private readonly width: number,
    height: number,
  ) {
    this.pieces = new Int32Array(5 * Math.min(MOST_PIECES, Math.ceil((width * height) / 2)));
    this.found = new Int32Array(this.pieces.length / 5);
    this.busy = new Uint16Array(width / BLOCK);
    this.least = new Uint16Array(width / BLOCK);
    this.bounds = new Int32Array(width / BLOCK);
  }

  /** `sign`: 1 for what is brighter than its ground, -1 for what is darker. Undefined when there are too many. */
  find(luma: Uint8Array, blocks: FrameBlocks, sign: 1 | -1, contrast: number): Shape[] | undefined {
    this.count = 0;
    const words = wordsOf(luma);
    for (let row = 0, above = 0; row < blocks.rows; row += 1) {
      const busy = this.busyIn(row, words, blocks, sign, contrast);
      const end = busy > 0 ? (row + 1) * BLOCK : row * BLOCK;
      for (let y = row * BLOCK; y < end; y += 1) {
        const from = this.count;
        if (!this.piecesOf(y, busy, words, blocks, sign)) return undefined;
        this.join(above, from, y);
        above = from;
      }
      if (busy === 0) above = this.count;
    }
    return this.shapes();
  }

  /** Notes the columns of this row's blocks with pixels that stand out, and what does there; answers how many. */
  private busyIn(
    row: number,
    words: Int32Array,
    { busy, ground, columns }: FrameBlocks,
    sign: 1 | -1,
    contrast: number,
  ): number {
    const kind = sign === 1 ? BRIGHT : DARK;
    const perLine = this.width / 4;
    let count = 0;
    for (let column = 0, block = row * columns; column < columns; column += 1, block += 1) {
      if ((busy[block]! & kind) === 0) continue;
      const edge = ground[block]! + sign * contrast;
      // of dark ones, the negative
      const least = sign === 1 ? edge + 1 : 256 - edge;
      if (least > 255 || !standsOut(words, row * BLOCK * perLine + column * 2, perLine, sign, least)) continue;
      this.busy[count] = column;
      this.least[count] = least;
      this.bounds[count] = boundOf(least);
      count += 1;
    }
    return count;
  }

  private piecesOf(y: number, busy: number, words: Int32Array, blocks: FrameBlocks, sign: 1 | -1): boolean {
    const { pieces } = this;
    const firstBlock = (y >> 3) * blocks.columns;
    const firstWord = (y * this.width) / 4;
    const flip = sign === 1 ? 0 : -1;
    let open = -1;
    let before = -2;
    for (let i = 0; i < busy; i += 1) {
      const column = this.busy[i]!;
      if (column !== before + 1) open = -1;
      before = column;
      const bound = this.bounds[i]!;
      const isLow = this.least[i]! <= 128;
      for (let half = 2 * column; half < 2 * column + 2; half += 1) {
        const word = words[firstWord + half]! ^ flip;
        let out = isLow ? reachingLow(word, bound) : reachingHigh(word, bound);
        if (out === 0) {
          open = -1;
          continue;
        }
        const ground = (blocks.ground[firstBlock + column]! ^ flip) & 0xff;
        for (let x = half * 4, rest = word; x < half * 4 + 4; x += 1, out >>>= 8, rest >>>= 8) {
          if ((out & 0x80) === 0) {
            open = -1;
            continue;
          }
          if (open < 0) {
            if ((this.count + 1) * 5 > pieces.length) return false;
            open = this.count * 5;
            this.count += 1;
            pieces[open] = x;
            pieces[open + 2] = y;
            pieces[open + 3] = open;
            pieces[open + 4] = 0;
          }
          pieces[open + 1] = x;
          pieces[open + 4]! += (rest & 0xff) - ground;
        }
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

/** True where a block of 8×8 has a pixel that is `least` or more; for dark ones, in the negative. */
function standsOut(words: Int32Array, from: number, perLine: number, sign: 1 | -1, least: number): boolean {
  const bound = boundOf(least);
  const flip = sign === 1 ? 0 : -1;
  let found = 0;
  if (least <= 128)
    for (let y = 0, at = from; y < BLOCK; y += 1, at += perLine)
      found |= reachingLow(words[at]! ^ flip, bound) | reachingLow(words[at + 1]! ^ flip, bound);
  else
    for (let y = 0, at = from; y < BLOCK; y += 1, at += perLine)
      found |= reachingHigh(words[at]! ^ flip, bound) | reachingHigh(words[at + 1]! ^ flip, bound);
  return found !== 0;
}
