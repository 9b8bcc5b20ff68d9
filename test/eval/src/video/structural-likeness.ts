/** Side of a window, in pixels. */
const SIDE = 8;
/** Constants of the measure for values up to 255. */
const [C1, C2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];

/**
 * Structural likeness (SSIM, Wang and others 2004) of two planes, over windows of 8×8 side by side; the sum over those
 * that are wanted, and how many they are.
 */
export function likeness(
  one: Uint8Array,
  other: Uint8Array,
  width: number,
  isWanted: (x: number, y: number) => boolean,
): { readonly sum: number; readonly windows: number } {
  const height = one.length / width;
  let [sum, windows] = [0, 0];
  for (let y = 0; y + SIDE <= height; y += SIDE)
    for (let x = 0; x + SIDE <= width; x += SIDE) {
      if (!isWanted(x, y)) continue;
      sum += likenessOfWindow(one, other, y * width + x, width);
      windows += 1;
    }
  return { sum, windows };
}

function likenessOfWindow(one: Uint8Array, other: Uint8Array, from: number, width: number): number {
  let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let row = from; row < from + SIDE * width; row += width)
    for (let at = row; at < row + SIDE; at += 1) {
      const [p, q] = [one[at]!, other[at]!];
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  const count = SIDE * SIDE;
  const [meanA, meanB] = [a / count, b / count];
  const [varyA, varyB, together] = [aa / count - meanA ** 2, bb / count - meanB ** 2, ab / count - meanA * meanB];
  return ((2 * meanA * meanB + C1) * (2 * together + C2)) / ((meanA ** 2 + meanB ** 2 + C1) * (varyA + varyB + C2));
}
