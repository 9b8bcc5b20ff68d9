import { SHRINK } from './vector-code.js';

/** Bytes of a page of memory, and of what lies behind the pixels beside two for each pixel of a row. */
const PAGE = 65_536;
const BEHIND = 4096;
/** And of a vector. */
const VECTOR = 16;

const code = new WebAssembly.Module(Buffer.from(SHRINK, 'base64'));

interface Code {
  shrink(from: number, wide: number, to: number, width: number, height: number): void;
}

/** Luma of frames of one size, row by row, in memory that vector code looks at. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly memory: WebAssembly.Memory;
  /** Where the pixels begin in memory, in bytes. */
  readonly at: number;
  readonly pixels: Uint8Array;
  /** From here on there is room for what looks at them: two bytes for each pixel of a row, and four thousand more. */
  readonly behind: number;
}

/** A frame's luma, and the same again and again half as large: each pixel the mean of four. */
export class Planes {
  readonly levels: readonly Plane[];
  private readonly code: Code;

  constructor(width: number, height: number, levels: number) {
    const sizes = Array.from({ length: levels }, (_, level) => ({ width: width >> level, height: height >> level }));
    // a vector more: what lies behind the last pixel is looked at as well
    const bytes = sizes.map((size) => Math.ceil((size.width * size.height) / VECTOR + 1) * VECTOR);
    const behind = bytes.reduce((sum, one) => sum + one, 0);
    const pages = Math.ceil((behind + 2 * width + BEHIND) / PAGE);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.levels = sizes.map((size, level) => {
      const at = bytes.slice(0, level).reduce((sum, one) => sum + one, 0);
      const pixels = new Uint8Array(memory.buffer, at, size.width * size.height);
      return { ...size, memory, at, pixels, behind };
    });
    this.code = new WebAssembly.Instance(code, { plane: { memory } }).exports as unknown as Code;
  }

  /** `luma`: row by row. */
  show(luma: Uint8Array): void {
    const [largest, ...others] = this.levels as [Plane, ...Plane[]];
    largest.pixels.set(luma.subarray(0, largest.pixels.length));
    let from = largest;
    for (const to of others) {
      this.code.shrink(from.at, from.width, to.at, to.width, to.height);
      from = to;
    }
  }
}
