/** A frame's luma, 0 to 255, row by row. */
export interface GrayFrame {
  readonly width: number;
  readonly height: number;
  readonly gray: Uint8Array;
}

/** 1 in the middle of a bright stroke, -1 in that of a dark one, row by row. */
export type StrokePlane = Int8Array;

/** Strokes of like contrast side by side in one row. Both ends in pixels. */
export interface StrokeRun {
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly strokes: number;
  readonly sign: 1 | -1;
  /** Mean, in grey levels. */
  readonly contrast: number;
}

/** A stroke's edge, in grey levels: a third of a name's contrast over mucosa is still seen. */
const EDGE = 11;
/** The widest stroke and the widest gap between two, in pixels of a frame some 640 wide. */
const STROKE = 6;
const GAP = 16;
/** Strokes of one word differ in contrast by less than this share: the ground under them changes, their ink does not. */
const CONTRAST_MAY_DIFFER = 0.75;
const STROKES_IN_A_RUN = 4;

/** Thin strokes, edge against edge, and the runs they form. Only where `inside` is set. */
export function strokesOf(
  { width, height, gray }: GrayFrame,
  inside: Uint8Array,
): { plane: StrokePlane; runs: StrokeRun[] } {
  const plane = new Int8Array(width * height);
  const runs: StrokeRun[] = [];
  for (let y = 0; y < height; y += 1) {
    const bright = new OpenRun(y, 1, runs);
    const dark = new OpenRun(y, -1, runs);
    let [before, beforeAt, beforeSize] = [0, 0, 0];
    for (let x = 2; x < width - 2; x += 1) {
      const at = y * width + x;
      if (inside[at - 2] === 0 || inside[at + 2] === 0) {
        before = 0;
        continue;
      }
      const step = gray[at + 1]! - gray[at - 1]!;
      const size = Math.abs(step);
      if (size < EDGE) continue;
      const sign = step > 0 ? 1 : -1;
      // an edge stands where the step is largest
      if (sign * (gray[at]! - gray[at - 2]!) > size || sign * (gray[at + 2]! - gray[at]!) >= size) continue;
      if (before === -sign && x - beforeAt <= STROKE) {
        plane[y * width + ((x + beforeAt) >> 1)] = before;
        (before === 1 ? bright : dark).add(beforeAt, x, Math.min(size, beforeSize));
      }
      [before, beforeAt, beforeSize] = [sign, x, size];
    }
    bright.close();
    dark.close();
  }
  return { plane, runs };
}

class OpenRun {
  private left = 0;
  private right = 0;
  private strokes = 0;
  private contrast = 0;

  constructor(
    private readonly y: number,
    private readonly sign: 1 | -1,
    private readonly runs: StrokeRun[],
  ) {}

  add(left: number, right: number, contrast: number): void {
    const differs = Math.abs(contrast - this.contrast) > CONTRAST_MAY_DIFFER * Math.max(contrast, this.contrast);
    if (this.strokes > 0 && ((left + right) / 2 - this.right > GAP || differs)) this.close();
    if (this.strokes === 0) [this.left, this.contrast] = [left, contrast];
    this.strokes += 1;
    this.right = right;
    this.contrast += (contrast - this.contrast) / this.strokes;
  }

  close(): void {
    const { y, left, right, strokes, sign, contrast } = this;
    if (strokes >= STROKES_IN_A_RUN) this.runs.push({ y, left, right, strokes, sign, contrast });
    this.strokes = 0;
  }
}
