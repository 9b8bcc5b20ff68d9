import type { Check, ReasonCode } from '@endoveil/contracts';
import { failed, passed, unsure } from './check.js';
import { FAR, pictureRegion } from './picture-region.js';

const NAME = 'outside-black';
/** Grey levels above black that an encoder leaves far from and near to an edge (measured). */
const FAR_MAY_BE = 2;
const NEAR_MAY_BE = 48;
/** Colour may be off neutral by so much, far from the edge (measured: chroma is coarser than luma). */
const COLOUR_MAY_BE = 4;
const SMALLEST_SHARE = 0.03;
/** Pictures are convex but for a notch; less is a picture with something grown on to it. */
const CONVEX = 0.9;

/** What every frame together showed: for each pixel the most that it ever was. */
export interface Extremes {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly brightest: Uint8Array;
  /** Half as wide and high: how far either colour difference ever was from neutral. */
  readonly colour: Uint8Array;
}

/** The result's own picture is found; everything else must have stayed black and grey, on every frame. */
export function checkOutsideBlack({ width, height, frames, brightest, colour }: Extremes): Check {
  const failedBy = (reason: ReasonCode) => failed(NAME, reason, frames, 'frames');
  const { inside, size, distance, convexity } = pictureRegion(brightest, width, height);
  if (size < SMALLEST_SHARE * inside.length) return failedBy('result-blank');
  for (let i = 0; i < brightest.length; i += 1) {
    if (distance[i]! <= 1) continue;
    if (brightest[i]! > (distance[i]! >= FAR ? FAR_MAY_BE : NEAR_MAY_BE)) return failedBy('outside-not-black');
  }
  const halfWidth = Math.floor(width / 2);
  for (let i = 0; i < colour.length; i += 1) {
    if (colour[i]! <= COLOUR_MAY_BE) continue;
    const [x, y] = [(i % halfWidth) * 2, Math.floor(i / halfWidth) * 2];
    if (distance[y * width + x]! >= FAR) return failedBy('outside-not-black');
  }
  const looksOdd = (reason: ReasonCode) => unsure(NAME, reason, frames, frames, 'frames');
  if (convexity < CONVEX) return looksOdd('candidate-unexplained');
  // a frame that is all picture has no outside that could be judged
  if (size > 0.97 * inside.length) return looksOdd('picture-fills-frame');
  return passed(NAME, frames, 'frames');
}
