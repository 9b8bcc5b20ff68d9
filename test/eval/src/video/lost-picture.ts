import { widened } from './legible.js';
import type { PlaneFrame } from './plane-frames.js';
import type { TruthBox } from './truth.js';

/** Luma up to which an output pixel is black, and from which on a source pixel certainly was not. */
const BLACK = 8;
const LIT = 32;
/** Pixels on a side: no cover is smaller. An encoder makes single pixels dark between two lights, which nobody covered. */
const SMALLEST_COVER = 4;
/** Losses so near to where the picture ends are told apart, in pixels. */
const EDGE = 6;

export interface LostPicture {
  /**
   * Share of the pixels inside the picture box and outside truth boxes that were lit and became black, each as part of a
   * black square of 4×4.
   */
  readonly share: number;
  /** The part of `share` farther than 6 pixels from the picture's own edge. */
  readonly inside: number;
  /** The part of `share` on frames of which nothing is left: their layout was not known, or they show no picture. */
  readonly blackFrames: number;
}

/** Adds up, pixel by pixel, what was covered without need. */
export class LostPictureCount {
  private readonly lost: Uint32Array;
  private readonly lit: Uint8Array;
  private judged = 0;
  private onBlackFrames = 0;

  constructor(
    private readonly box: TruthBox,
    private readonly width: number,
    private readonly height: number,
  ) {
    this.lost = new Uint32Array(width * height);
    this.lit = new Uint8Array(width * height);
  }

  /** `needed`: truth boxes of this frame; what is covered there, with the margin, is no loss. */
  see(source: PlaneFrame, output: PlaneFrame, needed: readonly TruthBox[]): void {
    const { width, height } = this;
    const [left, top, right, bottom] = this.box;
    const spared = needed.map((box) => widened(box, width, height));
    let [lost, isBlack] = [0, true];
    for (let y = top; y < bottom; y += 1) {
      const row = spared.filter(([, above, , below]) => y >= above && y < below);
      for (let x = left; x < right; x += 1) {
        const at = y * width + x;
        const before = source.planes[0][at]!;
        if (before >= LIT) this.lit[at] = 1;
        if (output.planes[0][at]! > BLACK) isBlack = false;
        if (row.some(([from, , to]) => x >= from && x < to)) continue;
        this.judged += 1;
        if (before < LIT || !isCovered(output, x, y)) continue;
        this.lost[at]! += 1;
        lost += 1;
      }
    }
    if (isBlack) this.onBlackFrames += lost;
  }

  result(): LostPicture {
    const [left, top, right, bottom] = this.box;
    let [all, inside] = [0, 0];
    for (let y = top; y < bottom; y += 1)
      for (let x = left; x < right; x += 1) {
        const lost = this.lost[y * this.width + x]!;
        if (lost === 0) continue;
        all += lost;
        if (!this.isAtEdge(x, y)) inside += lost;
      }
    const judged = Math.max(1, this.judged);
    return { share: all / judged, inside: inside / judged, blackFrames: this.onBlackFrames / judged };
  }

  /** Near to a pixel that was never lit, or to the border of the picture box. */
  private isAtEdge(x: number, y: number): boolean {
    const [left, top, right, bottom] = this.box;
    for (const [dx, dy] of [
      [EDGE, 0],
      [-EDGE, 0],
      [0, EDGE],
      [0, -EDGE],
    ] as const) {
      const [nx, ny] = [x + dx, y + dy];
      if (nx < left || nx >= right || ny < top || ny >= bottom) return true;
      if (this.lit[ny * this.width + nx] === 0) return true;
    }
    return false;
  }
}

/** Is there a black square of a cover's size with this pixel in it? */
function isCovered({ width, height, planes: [luma] }: PlaneFrame, x: number, y: number): boolean {
  if (luma[y * width + x]! > BLACK) return false;
  for (let top = y - SMALLEST_COVER + 1; top <= y; top += 1)
    for (let left = x - SMALLEST_COVER + 1; left <= x; left += 1) {
      if (top < 0 || left < 0 || top + SMALLEST_COVER > height || left + SMALLEST_COVER > width) continue;
      if (isBlackSquare(luma, width, top * width + left)) return true;
    }
  return false;
}

function isBlackSquare(luma: Uint8Array, width: number, from: number): boolean {
  for (let row = 0; row < SMALLEST_COVER; row += 1)
    for (let at = from + row * width; at < from + row * width + SMALLEST_COVER; at += 1)
      if (luma[at]! > BLACK) return false;
  return true;
}
