import { highLanes, leastOfLanes, lowLanes, mostOfLanes, wordsOf } from './four-bytes.js';

/** Pixels on a side. */
export const BLOCK = 8;
export const BRIGHT = 1;
export const DARK = 2;
/** Luma of black, as video has it (ITU-R BT.709). */
export const BLACK = 16;
export const BLACK_WORD = BLACK * 0x01010101;

/** What a frame's blocks of 8×8 pixels look like, row by row: one pixel of four is looked at. Sides are multiples of 8. */
export class FrameBlocks {
  readonly columns: number;
  readonly rows: number;
  /** Mean of the blocks around, the ground that writing would stand on. */
  readonly ground: Uint8Array;
  /** `BRIGHT`, `DARK`: the block or a neighbour stands out from its ground by the contrast asked for; no writing elsewhere. */
  readonly busy: Uint8Array;
  /** Of the pixels looked at. */
  readonly least: Uint8Array;
  readonly most: Uint8Array;
  private readonly means: Float32Array;
  /** While neighbours are marked: the rows are done. */
  private readonly across: Uint8Array;
  private readonly sums: Float64Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.columns = width / BLOCK;
    this.rows = height / BLOCK;
    const count = this.columns * this.rows;
    this.ground = new Uint8Array(count);
    this.busy = new Uint8Array(count);
    this.means = new Float32Array(count);
    this.across = new Uint8Array(count);
    this.least = new Uint8Array(count);
    this.most = new Uint8Array(count);
    this.sums = new Float64Array((this.columns + 1) * (this.rows + 1));
  }

  /**
   * Answers how many blocks are busy. `reach`: how many blocks around, on each side, are one's ground. `isSame`: the plane is the one
   * that was seen last.
   */
  see(luma: Uint8Array, contrast: number, reach: number, isSame = false): number {
    if (!isSame) this.sample(luma);
    this.spreadGround(reach);
    return this.markBusy(contrast);
  }

  private sample(luma: Uint8Array): void {
    const { columns, rows, width, means, least, most } = this;
    const words = wordsOf(luma);
    const perLine = width / 4;
    for (let row = 0, block = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1, block += 1) {
        const from = row * BLOCK * perLine + column * 2;
        if (isBlack(words, from, perLine)) {
          means[block] = least[block] = most[block] = BLACK;
          continue;
        }
        let [low, high, sum] = [0x00ff00ff, 0, 0];
        for (let y = 0, at = from; y < BLOCK; y += 2, at += 2 * perLine)
          for (let word = at; word < at + 2; word += 1) {
            // every second pixel, those between in every second line
            const two = (y & 2) === 0 ? lowLanes(words[word]!) : highLanes(words[word]!);
            sum += two;
            low = leastOfLanes(low, two);
            high = mostOfLanes(high, two);
          }
        means[block] = ((sum & 0xffff) + (sum >>> 16)) / 16;
        least[block] = Math.min(low & 0xff, low >>> 16);
        most[block] = Math.max(high & 0xff, high >>> 16);
      }
  }

  private spreadGround(reach: number): void {
    const { columns, rows, means, sums, ground } = this;
    const wide = columns + 1;
    for (let row = 0, block = 0; row < rows; row += 1) {
      let line = 0;
      for (let column = 0; column < columns; column += 1, block += 1) {
        line += means[block]!;
        sums[(row + 1) * wide + column + 1] = sums[row * wide + column + 1]! + line;
      }
    }
    for (let row = 0, block = 0; row < rows; row += 1) {
      const top = Math.max(0, row - reach);
      const bottom = Math.min(rows, row + reach + 1);
      for (let column = 0; column < columns; column += 1, block += 1) {
        const left = Math.max(0, column - reach);
        const right = Math.min(columns, column + reach + 1);
        const sum =
          sums[bottom * wide + right]! -
          sums[bottom * wide + left]! -
          sums[top * wide + right]! +
          sums[top * wide + left]!;
        ground[block] = sum / ((bottom - top) * (right - left));
      }
    }
  }

  private markBusy(contrast: number): number {
    const { columns, rows, busy, across, least, most, ground } = this;
    let found = 0;
    for (let block = 0; block < across.length; block += 1) {
      // only every fourth pixel was looked at: strokes may be a little stronger between them
      const bright = 1.25 * (most[block]! - ground[block]!) + 2 >= contrast ? BRIGHT : 0;
      const dark = 1.25 * (ground[block]! - least[block]!) + 2 >= contrast ? DARK : 0;
      busy[block] = bright | dark;
      if ((bright | dark) !== 0) found += 1;
    }
    if (found === 0) return 0;
    // on to the neighbours in the row, then to those in the column
    for (let row = 0, block = 0; row < rows; row += 1)
      for (let column = 0, before = 0; column < columns; column += 1, block += 1) {
        const own = busy[block]!;
        across[block] = before | own | (column + 1 < columns ? busy[block + 1]! : 0);
        before = own;
      }
    const last = across.length - columns;
    for (let block = 0; block < across.length; block += 1)
      busy[block] =
        across[block]! |
        (block >= columns ? across[block - columns]! : 0) |
        (block < last ? across[block + columns]! : 0);
    return found;
  }
}

/** Every second line of the block, four pixels at a time. */
function isBlack(words: Int32Array, from: number, perLine: number): boolean {
  for (let y = 0, at = from; y < BLOCK; y += 2, at += 2 * perLine)
    if (words[at] !== BLACK_WORD || words[at + 1] !== BLACK_WORD) return false;
  return true;
}
