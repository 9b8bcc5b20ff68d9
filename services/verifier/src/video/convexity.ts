type Point = readonly [x: number, y: number];

/** Area between a region's left and right rim, row by row, as a share of its convex hull's. 1: nothing juts out. */
export function convexity(region: Uint8Array, width: number): number {
  const rows: { y: number; left: number; right: number }[] = [];
  for (let y = 0; y * width < region.length; y += 1) {
    const row = region.subarray(y * width, (y + 1) * width);
    const left = row.indexOf(1);
    if (left >= 0) rows.push({ y, left, right: row.lastIndexOf(1) + 1 });
  }
  const own = rows.reduce((sum, { left, right }) => sum + right - left, 0);
  const corners = rows.flatMap(({ y, left, right }): Point[] => [
    [left, y],
    [left, y + 1],
    [right, y],
    [right, y + 1],
  ]);
  const half = (points: readonly Point[]): Point[] => {
    const kept: Point[] = [];
    for (const point of points) {
      while (kept.length > 1 && turn(kept.at(-2)!, kept.at(-1)!, point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  const sorted = corners.toSorted(([ax, ay], [bx, by]) => ax - bx || ay - by);
  const hull = [...half(sorted), ...half(sorted.toReversed())];
  const twice = hull.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = hull[(i + 1) % hull.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return own / Math.max(1, Math.abs(twice) / 2);
}

const turn = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point) => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
