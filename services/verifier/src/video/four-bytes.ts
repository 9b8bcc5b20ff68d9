/** Four bytes at a time, in one word of 32 bits: a script has no wider registers. Words as signed numbers, which an engine keeps in a register. */
export const wordsOf = (plane: Uint8Array): Int32Array =>
  new Int32Array(plane.buffer, plane.byteOffset, plane.length / 4);

/** Every second byte, with room for eight more bits above each. */
const LANES = 0x00ff00ff;
const ABOVE = 0x01000100;

/** For two bytes in lanes: all bits of a lane where `a` is at least `b`. */
function isAtLeast(a: number, b: number): number {
  const carried = ((a | ABOVE) - b) & ABOVE;
  return carried - (carried >>> 8);
}

export function mostOfLanes(a: number, b: number): number {
  return b ^ ((a ^ b) & isAtLeast(a, b));
}

export function leastOfLanes(a: number, b: number): number {
  return a ^ ((a ^ b) & isAtLeast(a, b));
}

/** The larger one of each byte. */
export function mostOf(a: number, b: number): number {
  return mostOfLanes(a & LANES, b & LANES) | (mostOfLanes((a >>> 8) & LANES, (b >>> 8) & LANES) << 8);
}

/** The smaller one of each byte. */
export function leastOf(a: number, b: number): number {
  return leastOfLanes(a & LANES, b & LANES) | (leastOfLanes((a >>> 8) & LANES, (b >>> 8) & LANES) << 8);
}

/** True where each byte of `a` is at least the same one of `b`. */
export function areAtLeast(a: number, b: number): boolean {
  const low = ((a & LANES) | ABOVE) - (b & LANES);
  const high = (((a >>> 8) & LANES) | ABOVE) - ((b >>> 8) & LANES);
  return (low & high & ABOVE) === ABOVE;
}

export const lowLanes = (word: number): number => word & LANES;
export const highLanes = (word: number): number => (word >>> 8) & LANES;

const LOW_BITS = 0x7f7f7f7f;
/** The topmost bit of each byte. */
export const TOP_BITS = 0x80808080 | 0;

/** What `reaching` needs to know of a bound from 1 to 255. */
export const boundOf = (bound: number): number => (bound <= 128 ? 128 - bound : 256 - bound) * 0x01010101;

/** The topmost bit of each byte that is `bound` or more, a bound of 128 or less: sums carry into it. */
export const reachingLow = (word: number, bound: number): number => (((word & LOW_BITS) + bound) | word) & TOP_BITS;

/** As `reachingLow`, for bounds above 128: the byte has that bit already, and the rest of it must carry. */
export const reachingHigh = (word: number, bound: number): number => ((word & LOW_BITS) + bound) & word & TOP_BITS;
