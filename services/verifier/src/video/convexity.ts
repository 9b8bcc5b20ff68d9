import { hullOf, rowsOf } from './hull.js';

/** Area between a region's left and right rim, row by row, as a share of its convex hull's. 1: nothing juts out. */
export function convexity(region: Uint8Array, width: number): number {
  const rows = rowsOf(region, width);
  const own = rows.reduce((sum, { left, right }) => sum + right - left, 0);
  const hull = hullOf(rows);
  const twice = hull.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = hull[(i + 1) % hull.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return own / Math.max(1, Math.abs(twice) / 2);
}
