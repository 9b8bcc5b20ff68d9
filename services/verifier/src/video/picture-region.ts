import { convexity } from './convexity.js';
import { BLACK } from './frame-blocks.js';
import { grown, largestPart, shrunk } from './grow-region.js';
import { withinHull } from './hull.js';

/** From here on nothing an encoder does at the picture's edge is left (measured: 16 pixels). */
const FAR = 16;
/** Grey levels above black. What is brighter at some time belongs to the picture, or to something that hangs on to it. */
export const LIT = 12;
/** Dimmer still may be the picture's dark parts, where they are thick and hang together with it. */
const DIM = 2;
/** What is narrower than twice this and one is a stroke or an edge, not a picture. */
const STROKE = 8;
/** Pixels. A round edge that a cover cuts reaches a little out of the hull of what is left. */
const BEYOND_HULL = 3;

/** The picture as the verifier sees it in the result. All maps: 1 for yes, row by row. */
export interface PictureRegion {
  readonly inside: Uint8Array;
  readonly size: number;
  /** Within one pixel of the picture: nothing is asked of these. */
  readonly touching: Uint8Array;
  /** Nearer than 16 pixels. */
  readonly near: Uint8Array;
  /** 1 for a rectangle, an octagon, a circle; less for what has something grown on to it. */
  readonly convexity: number;
}

/** The largest region that was ever lit, without the narrow things that hang on to it. `brightest` is luma. */
export function pictureRegion(brightest: Uint8Array, width: number, height: number): PictureRegion {
  return regionOf(withoutStrokes(brightest, BLACK + LIT, width, height), width, height);
}

/** As `region`, and what is dim but thick and hangs together with it: a picture's dark rim. */
export function withDimParts(
  region: PictureRegion,
  brightest: Uint8Array,
  width: number,
  height: number,
): PictureRegion {
  const dim = withoutStrokes(brightest, BLACK + DIM, width, height);
  return union(region, regionOf(dim, width, height));
}

/**
 * As `region`, and what is lit, hangs together with it and lies within its hull: the narrow rest of a picture between a
 * cover and the picture's own edge. What reaches farther out is none of it.
 */
export function withSlivers(
  region: PictureRegion,
  brightest: Uint8Array,
  width: number,
  height: number,
): PictureRegion {
  const free = grown(withinHull(region.inside, width), width, height, BEYOND_HULL);
  for (let i = 0; i < free.length; i += 1) if (brightest[i]! <= BLACK + LIT) free[i] = 0;
  const inside = region.inside.slice();
  const reached: number[] = [];
  for (let i = 0; i < inside.length; i += 1) if (inside[i] === 1) reached.push(i);
  for (let at = reached.pop(); at !== undefined; at = reached.pop()) {
    const x = at % width;
    for (const to of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
      if (to < 0 || to >= inside.length || free[to] === 0 || inside[to] === 1) continue;
      inside[to] = 1;
      reached.push(to);
    }
  }
  return regionOf(inside, width, height);
}

export function union(a: PictureRegion, b: PictureRegion): PictureRegion {
  const or = (one: Uint8Array, other: Uint8Array) => {
    const out = one.slice();
    for (let i = 0; i < out.length; i += 1) out[i]! |= other[i]!;
    return out;
  };
  const inside = or(a.inside, b.inside);
  return {
    inside,
    size: count(inside),
    touching: or(a.touching, b.touching),
    near: or(a.near, b.near),
    convexity: Math.min(a.convexity, b.convexity),
  };
}

function regionOf(inside: Uint8Array, width: number, height: number): PictureRegion {
  return {
    inside,
    size: count(inside),
    touching: grown(inside, width, height, 1),
    near: grown(inside, width, height, FAR - 1),
    convexity: convexity(inside, width),
  };
}

function withoutStrokes(brightest: Uint8Array, level: number, width: number, height: number): Uint8Array {
  const lit = new Uint8Array(brightest.length);
  for (let i = 0; i < lit.length; i += 1) lit[i] = brightest[i]! > level ? 1 : 0;
  const inside = grown(largestPart(shrunk(lit, width, height, STROKE), width, height), width, height, STROKE);
  for (let i = 0; i < lit.length; i += 1) inside[i]! &= lit[i]!;
  return inside;
}

function count(set: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < set.length; i += 1) sum += set[i]!;
  return sum;
}
