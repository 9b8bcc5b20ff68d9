/** Luma from which on a pixel of the source certainly shows something (studio range). */
const LIT = 48;
/** The picture is where something was shown on so many frames: light that is scattered over its edge for a moment is none. */
const MOSTLY = 0.5;
/** Pixels at the picture's edge that do not count. */
const EDGE = 6;

/** Adds up, pixel by pixel, what is masked within the picture, whether for a moment or all the time. */
export class CoveredInside {
  private readonly lit: Uint32Array;
  private readonly masked: Uint32Array;
  private frames = 0;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.lit = new Uint32Array(width * height);
    this.masked = new Uint32Array(width * height);
  }

  /** `luma`: of the source, at least. `isShown`: 1 where the masked video shows something. */
  see(luma: Uint8Array, isShown: Uint8Array): void {
    this.frames += 1;
    for (let i = 0; i < this.lit.length; i += 1) {
      if (luma[i]! < LIT) continue;
      this.lit[i]! += 1;
      if (isShown[i] === 0) this.masked[i]! += 1;
    }
  }

  /** Of all pixels of the picture on all frames. */
  share(): number {
    const { width, height } = this;
    let [masked, all] = [0, 0];
    for (let y = EDGE; y < height - EDGE; y += 1)
      for (let x = EDGE; x < width - EDGE; x += 1) {
        const at = y * width + x;
        if (![at, at - EDGE, at + EDGE, at - EDGE * width, at + EDGE * width].every((i) => this.isPicture(i))) continue;
        all += this.frames;
        masked += this.masked[at]!;
      }
    return masked / Math.max(1, all);
  }

  private isPicture(at: number): boolean {
    return this.lit[at]! > MOSTLY * this.frames;
  }
}
