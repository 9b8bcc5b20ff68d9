import type { ReasonCode } from '@endoveil/contracts';
import type { Extremes } from './extremes.js';
import { BLACK } from './frame-blocks.js';
import { type PictureRegion, pictureRegion, withDimParts, withSlivers } from './picture-region.js';

/** Grey levels above black that an encoder leaves far from and near to an edge (measured). */
const FAR_MAY_BE = 2;
const NEAR_MAY_BE = 48;
/** Colour may be off neutral by so much, far from the edge (measured: chroma is coarser than luma). */
const COLOUR_MAY_BE = 4;
const SMALLEST_SHARE = 0.03;
const LARGEST_SHARE = 0.97;
/** Pictures are convex but for a notch; less is a picture with something grown on to it. */
const CONVEX = 0.9;

export type ExtremesOf = Pick<Extremes, 'width' | 'height' | 'brightest' | 'colour'>;

export interface OutsideFinding {
  readonly region: PictureRegion;
  /** Undefined: everything outside the picture stayed black and grey. */
  readonly reason?: ReasonCode;
}

/** Finds the picture in what some frames showed together; everything else must have stayed black and grey. */
export function lookOutside(seen: ExtremesOf): OutsideFinding {
  const { width, height, brightest } = seen;
  const bright = pictureRegion(brightest, width, height);
  if (bright.size < SMALLEST_SHARE * brightest.length) return { region: bright, reason: 'result-blank' };
  const region = wholeRegion(seen, bright);
  if (!region) return { region: bright, reason: 'outside-not-black' };
  if (region.convexity < CONVEX) return { region, reason: 'candidate-unexplained' };
  // a frame that is all picture has no outside that could be judged
  if (region.size > LARGEST_SHARE * brightest.length) return { region, reason: 'picture-fills-frame' };
  return { region };
}

/** The region with what belongs to it as well, where it takes that for all outside to be black; undefined: it is not. */
function wholeRegion(seen: ExtremesOf, bright: PictureRegion): PictureRegion | undefined {
  const { width, height, brightest } = seen;
  if (isBlackOutside(seen, bright)) return bright;
  for (const more of [withSlivers, withDimParts]) {
    const region = more(bright, brightest, width, height);
    if (isBlackOutside(seen, region)) return region;
  }
  return undefined;
}

export function isBlackOutside({ width, brightest, colour }: ExtremesOf, { near, touching }: PictureRegion): boolean {
  for (let i = 0; i < brightest.length; i += 1) {
    if (brightest[i]! <= BLACK + FAR_MAY_BE || touching[i] === 1) continue;
    if (near[i] === 0 || brightest[i]! > BLACK + NEAR_MAY_BE) return false;
  }
  const half = width / 2;
  for (let i = 0; i < colour.length; i += 1) {
    if (colour[i]! <= COLOUR_MAY_BE) continue;
    const [x, y] = [(i % half) * 2, Math.floor(i / half) * 2];
    if (near[y * width + x] === 0) return false;
  }
  return true;
}
