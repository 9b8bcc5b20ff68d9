/** How much of the blue difference blue is made of (ITU-R BT.709: 1.86; 601: 1.77), in 1/256. */
const BLUE = 460;

/** The blue of a 4:2:0 frame: there, yellow writing stands out from pink tissue of the same brightness. */
export function blueOf(luma: Uint8Array, difference: Uint8Array, width: number, out: Uint8Array): void {
  const half = width / 2;
  for (let y = 0, at = 0; y * width < luma.length; y += 1) {
    const row = (y >> 1) * half;
    for (let x = 0; x < half; x += 1, at += 2) {
      const more = ((difference[row + x]! - 128) * BLUE) >> 8;
      const [left, right] = [luma[at]! + more, luma[at + 1]! + more];
      out[at] = left < 0 ? 0 : left > 255 ? 255 : left;
      out[at + 1] = right < 0 ? 0 : right > 255 ? 255 : right;
    }
  }
}
