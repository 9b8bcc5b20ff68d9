/** How much of the blue difference blue is made of (ITU-R BT.709: 1.86; 601: 1.77), in 1/256. */
const BLUE = 460;

/** The blue of a 4:2:0 frame: there, yellow writing stands out from pink tissue of the same brightness. */
export function blueOf(luma: Uint8Array, difference: Uint8Array, width: number, out: Uint8Array): void {
  const half = width / 2;
  out.set(luma);
  const differences = new Uint32Array(difference.buffer, difference.byteOffset, difference.length / 4);
  for (let word = 0; word < differences.length; word += 1) {
    // four without colour: black, mostly
    if (differences[word] === NEUTRAL_WORD) continue;
    const y = Math.floor((word * 4) / half);
    const upper = 2 * y * width + 2 * (word * 4 - y * half);
    for (let x = 0; x < 4; x += 1) {
      const more = ((difference[word * 4 + x]! - 128) * BLUE) >> 8;
      for (let at = upper + 2 * x, end = at + width; at <= end; at += width) {
        const [left, right] = [luma[at]! + more, luma[at + 1]! + more];
        out[at] = left < 0 ? 0 : left > 255 ? 255 : left;
        out[at + 1] = right < 0 ? 0 : right > 255 ? 255 : right;
      }
    }
  }
}

const NEUTRAL_WORD = 0x80808080;

/** Steps of the colour difference that make a letter's edge in blue, and how many at least make letters. */
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
