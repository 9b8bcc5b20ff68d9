export type Point = readonly [x: number, y: number];

/** Where a row of a region begins and where it ends; the end lies outside. */
export interface RowEnds {
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

export function rowsOf(region: Uint8Array, width: number): RowEnds[] {
  const rows: RowEnds[] = [];
  for (let y = 0; y * width < region.length; y += 1) {
    const row = region.subarray(y * width, (y + 1) * width);
    const left = row.indexOf(1);
    if (left >= 0) rows.push({ y, left, right: row.lastIndexOf(1) + 1 });
  }
  return rows;
}

/** Corners of the convex hull of these rows, one after the other around it. */
export function hullOf(rows: readonly RowEnds[]): Point[] {
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
  return [...half(sorted), ...half(sorted.toReversed())];
}

const turn = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point) => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/** 1 where a pixel lies within the hull of a region, at least in part. */
export function withinHull(region: Uint8Array, width: number): Uint8Array {
  const corners = hullOf(rowsOf(region, width));
  const height = region.length / width;
  const [left, right] = [new Float64Array(height).fill(Infinity), new Float64Array(height).fill(-Infinity)];
  for (const [i, [ax, ay]] of corners.entries()) {
    const [bx, by] = corners[(i + 1) % corners.length]!;
    for (let y = Math.max(0, Math.min(ay, by) - 1); y < Math.min(height, Math.max(ay, by) + 1); y += 1)
      for (const at of [y, y + 1]) {
        if (at < Math.min(ay, by) || at > Math.max(ay, by)) continue;
        for (const x of ay === by ? [ax, bx] : [ax + ((bx - ax) * (at - ay)) / (by - ay)]) {
          left[y] = Math.min(left[y]!, x);
          right[y] = Math.max(right[y]!, x);
        }
      }
  }
  const out = new Uint8Array(region.length);
  for (let y = 0; y < height; y += 1)
    if (left[y]! < right[y]!)
      out.fill(1, y * width + Math.floor(left[y]!), y * width + Math.min(width, Math.ceil(right[y]!)));
  return out;
}
