const GREY = 128;
/** Contrasts of the colour differences are lower than those of luma: so many times as much, around grey. */
const TIMES = 2;
/** Two pixels side by side, for each value of the difference. */
const PAIRS = Uint16Array.from({ length: 256 }, (_, value) => {
  const strong = Math.max(0, Math.min(255, GREY + TIMES * (value - GREY)));
  return strong * 0x0101;
});

/**
 * A colour difference of a 4:2:0 frame in the size of the frame, into `out`: writing that is as bright as the tissue
 * it stands on stands out from it there, and what tissue has of light and shade is not seen. Green and magenta differ
 * in both differences. Sides are even, memory is aligned to two bytes.
 */
export function colourPlane(difference: Uint8Array, width: number, out: Uint8Array): void {
  const half = width / 2;
  const pairs = new Uint16Array(out.buffer, out.byteOffset, out.length / 2);
  for (let from = 0, to = 0; from < difference.length; from += half, to += width) {
    for (let x = 0; x < half; x += 1) pairs[to + x] = PAIRS[difference[from + x]!]!;
    pairs.copyWithin(to + half, to, to + half);
  }
}

/** Steps of the colour difference that make a letter's edge, and how many at least make letters. */
const STEP = 9;
const STEPS = 12;

/** True when the colour difference has edges at all: most frames of tissue have none, and need no second look. */
export function hasColourEdges(difference: Uint8Array, width: number): boolean {
  const half = width / 2;
  let found = 0;
  for (let row = 0; row < difference.length; row += 2 * half)
    for (let at = row; at + 4 < row + half; at += 2) {
      const [left, right] = [difference[at]! - 128, difference[at + 4]! - 128];
      // the rim of the picture, where colour begins, is no letter's
      if (Math.abs(left - right) > STEP && Math.abs(left) > STEP / 2 && Math.abs(right) > STEP / 2) found += 1;
      if (found >= STEPS) return true;
    }
  return false;
}
