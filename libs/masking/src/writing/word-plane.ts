/** Bytes of a page of memory, and of what lies behind the pixels beside two for each pixel of a row. */
const PAGE = 65_536;
const BEHIND = 4096;
/** And of a vector. */
const VECTOR = 16;

/** Luma of frames of one size. Its rows begin at whole words, so that four pixels can be compared at once. */
export class WordPlane {
  /** Pixels from one row to the next. */
  readonly stride: number;
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  /** The pixels come first; from `behind` on there is room for what looks at them: two bytes for each pixel of a row, and four thousand more. */
  readonly memory: WebAssembly.Memory;
  readonly behind: number;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.stride = Math.ceil(width / 4) * 4;
    // a vector more: what lies behind the last pixel is looked at as well
    this.behind = Math.ceil((this.stride * height) / VECTOR + 1) * VECTOR;
    const pages = Math.ceil((this.behind + 2 * this.stride + BEHIND) / PAGE);
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.bytes = new Uint8Array(this.memory.buffer, 0, this.behind);
    this.words = new Int32Array(this.memory.buffer, 0, this.behind / 4);
  }

  /** `luma`: row by row, without a gap. */
  copy(luma: Uint8Array): void {
    const { width, height, stride, bytes } = this;
    if (stride === width) bytes.set(luma.subarray(0, stride * height));
    else for (let y = 0; y < height; y += 1) bytes.set(luma.subarray(y * width, (y + 1) * width), y * stride);
  }

  /** Half of a larger frame: each pixel the mean of four. */
  shrink({ words: from, stride: wide }: WordPlane): void {
    const { height, stride, words } = this;
    const [long, across] = [stride >> 2, wide >> 2];
    for (let y = 0; y < height; y += 1)
      for (let out = y * long, end = out + long, at = 2 * y * across; out < end; out += 1, at += 2)
        words[out] = meansOf(from[at]!, from[at + across]!) | (meansOf(from[at + 1]!, from[at + across + 1]!) << 16);
  }
}

const EVERY_SECOND = 0x00ff00ff;

/** Of four pixels above four others: the means of the left ones and of the right ones, in the two lowest bytes. */
function meansOf(above: number, below: number): number {
  const sums =
    (above & EVERY_SECOND) +
    ((above >>> 8) & EVERY_SECOND) +
    (below & EVERY_SECOND) +
    ((below >>> 8) & EVERY_SECOND) +
    0x00020002;
  return ((sums >>> 2) & 0xff) | ((sums >>> 10) & 0xff00);
}
