/** Pixels on a side. */
export const BLOCK = 8;

/** What a frame's blocks of 8×8 pixels look like, row by row: one pixel of four is looked at. Sides are multiples of 8. */
export class FrameBlocks {
  readonly columns: number;
  readonly rows: number;
  /** Mean of the blocks around, the ground that writing would stand on. */
  readonly ground: Uint8Array;
  /** 1 where the block or a neighbour differs from its ground by the contrast asked for: no writing elsewhere. */
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

  /** Answers how many blocks are busy. `reach`: how many blocks around, on each side, are one's ground. */
  see(luma: Uint8Array, contrast: number, reach: number): number {
    this.sample(luma);
    this.spreadGround(reach);
    return this.markBusy(contrast);
  }

  private sample(luma: Uint8Array): void {
    const { columns, rows, width, means, least, most } = this;
    for (let row = 0, block = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1, block += 1) {
        let [low, high, sum] = [255, 0, 0];
        for (let y = 0, at = row * BLOCK * width + column * BLOCK; y < BLOCK; y += 2, at += 2 * width)
          for (let x = (y >> 1) & 1; x < BLOCK; x += 2) {
            const value = luma[at + x]!;
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
        const differs = 1.25 * Math.max(most[block]! - ground[block]!, ground[block]! - least[block]!) + 2;
        if (differs < contrast) continue;
        found += 1;
        for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
          for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1)
            busy[y * columns + x] = 1;
      }
    return found;
  }
}
