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
    const words = new Uint32Array(luma.buffer, luma.byteOffset, luma.length / 4);
    for (let row = 0, block = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1, block += 1) {
        const from = row * BLOCK * width + column * BLOCK;
        if (isBlack(words, from >> 2, width >> 2)) {
          means[block] = least[block] = most[block] = BLACK;
          continue;
        }
        let [low, high, sum] = [255, 0, 0];
        for (let y = 0, at = from; y < BLOCK; y += 2, at += 2 * width)
          for (let x = at + ((y >> 1) & 1), end = at + BLOCK; x < end; x += 2) {
            const value = luma[x]!;
            sum += value;
            if (value < low) low = value;
            if (value > high) high = value;
          }
        means[block] = sum / 16;
        least[block] = low;
        most[block] = high;
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
    const { columns, rows, busy, least, most, ground } = this;
    busy.fill(0);
    let found = 0;
    for (let row = 0, block = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1, block += 1) {
        // only every fourth pixel was looked at: strokes may be a little stronger between them
        const bright = 1.25 * (most[block]! - ground[block]!) + 2 >= contrast ? BRIGHT : 0;
        const dark = 1.25 * (ground[block]! - least[block]!) + 2 >= contrast ? DARK : 0;
        if (bright + dark === 0) continue;
        found += 1;
        for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
          for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1)
            busy[y * columns + x]! |= bright | dark;
      }
    return found;
  }
}

/** Every second line of the block, four pixels at a time. */
function isBlack(words: Uint32Array, from: number, perLine: number): boolean {
  for (let y = 0, at = from; y < BLOCK; y += 2, at += 2 * perLine)
    if (words[at] !== BLACK_WORD || words[at + 1] !== BLACK_WORD) return false;
  return true;
}
