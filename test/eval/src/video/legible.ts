import type { PlaneFrame } from './plane-frames.js';
import type { TruthBox } from './truth.js';

/** Pixels around a truth box that must be flat as well: half a letter tells a letter. */
export const MARGIN_PIXELS = 8;
/** Standard deviation, of 255, up to which pixels say nothing. */
export const FLAT = 3;

/** The box with its margin, within the frame. */
export function widened([left, top, right, bottom]: TruthBox, width: number, height: number): TruthBox {
  return [
    Math.max(0, Math.floor(left) - MARGIN_PIXELS),
    Math.max(0, Math.floor(top) - MARGIN_PIXELS),
    Math.min(width, Math.ceil(right) + MARGIN_PIXELS),
    Math.min(height, Math.ceil(bottom) + MARGIN_PIXELS),
  ];
}

/** The largest standard deviation of the three planes within the box and its margin; 0 where the box is empty. */
export function spreadWithin({ width, height, planes }: PlaneFrame, box: TruthBox): number {
  const [left, top, right, bottom] = widened(box, width, height);
  const count = Math.max(0, right - left) * Math.max(0, bottom - top);
  if (count === 0) return 0;
  const spreads = planes.map((plane) => {
    let [sum, squares] = [0, 0];
    for (let y = top; y < bottom; y += 1)
      for (let at = y * width + left; at < y * width + right; at += 1) {
        const value = plane[at]!;
        sum += value;
        squares += value * value;
      }
    return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  });
  return Math.max(...spreads);
}

/** A truth box is legible unless everything in it and around it has one colour. */
export function isLegible(frame: PlaneFrame, box: TruthBox): boolean {
  return spreadWithin(frame, box) > FLAT;
}
