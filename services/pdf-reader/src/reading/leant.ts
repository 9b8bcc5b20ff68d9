import type { Bitmap } from './bitmap.js';

/** Turned about its middle by some degrees clockwise, on a sheet as large as it then needs; paper fills the corners. */
export function leant({ width, height, gray }: Bitmap, degrees: number): Bitmap {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const wide = Math.round(width * Math.abs(cos) + height * Math.abs(sin));
  const high = Math.round(height * Math.abs(cos) + width * Math.abs(sin));
  const result = new Uint8Array(wide * high).fill(255);
  const across = Float64Array.from({ length: wide }, (_, column) => (column + 0.5 - wide / 2) * cos);
  const down = Float64Array.from({ length: wide }, (_, column) => (column + 0.5 - wide / 2) * sin);
  for (let row = 0; row < high; row += 1) {
    const dy = row + 0.5 - high / 2;
    const [dyCos, dySin] = [dy * cos, dy * sin];
    const isOnPage = (column: number) => {
      const x = across[column]! + dySin + width / 2 - 0.5;
      const y = dyCos - down[column]! + height / 2 - 0.5;
      return x >= 0 && y >= 0 && x < width - 1 && y < height - 1;
    };
    // a row of the sheet crosses the page in one stretch: inside of it nothing needs to be asked
    let [from, to] = [0, wide];
    while (from < to && !isOnPage(from)) from += 1;
    while (to > from && !isOnPage(to - 1)) to -= 1;
    for (let column = from; column < to; column += 1) {
      const x = across[column]! + dySin + width / 2 - 0.5;
      const y = dyCos - down[column]! + height / 2 - 0.5;
      // both are above zero: this is `Math.trunc` for numbers that stay whole ones, which index a third faster
      // oxlint-disable-next-line unicorn/prefer-math-trunc -- see above
      const [left, top] = [x | 0, y | 0];
      const fx = x - left;
      const fy = y - top;
      const at = top * width + left;
      result[row * wide + column] =
        (gray[at]! * (1 - fx) + gray[at + 1]! * fx) * (1 - fy) +
        (gray[at + width]! * (1 - fx) + gray[at + width + 1]! * fx) * fy;
    }
  }
  return { width: wide, height: high, gray: result };
}
