/** The picture as the verifier sees it in the result. */
export interface PictureRegion {
  /** 1 for each pixel of the picture. */
  readonly inside: Uint8Array;
  readonly size: number;
  /** Chessboard distance of each pixel to the picture, 0 inside, at most `FAR`. */
  readonly distance: Uint8Array;
  /** 1 for a rectangle, an octagon, a circle; less for what has something grown on to it. */
  readonly convexity: number;
}

/** From here on nothing an encoder does at the picture's edge is left (measured: 16 pixels). */
export const FAR = 16;
/** Brighter than this at some time belongs to the picture, or to something that hangs on to it. */
const LIT = 12;
/** What is narrower than twice this and one is a stroke or an edge, not a picture. */
const STROKE = 8;

/** The largest region that was ever lit, without the narrow things that hang on to it. */
export function pictureRegion(brightest: Uint8Array, width: number, height: number): PictureRegion {
  const lit = brightest.map((value) => (value > LIT ? 1 : 0));
  // distance to what is dark, then to what is left of the lit when its outer strokes are gone
  const toDark = distanceFrom(
    lit.map((value) => 1 - value),
    width,
    height,
    STROKE + 1,
  );
  const core = largest(
    toDark.map((value) => (value > STROKE ? 1 : 0)),
    width,
  );
  const toCore = distanceFrom(core, width, height, STROKE + 1);
  const inside = toCore.map((value, i) => (value <= STROKE && lit[i] === 1 ? 1 : 0));
  const size = inside.reduce((sum, value) => sum + value, 0);
  return {
    inside,
    size,
    distance: distanceFrom(inside, width, height, FAR),
    convexity: convexity(inside, width),
  };
}

function largest(set: Uint8Array, width: number): Uint8Array {
  const label = new Int32Array(set.length);
  let best = { name: 0, size: 0 };
  let names = 0;
  const stack: number[] = [];
  for (let start = 0; start < set.length; start += 1) {
    if (set[start] === 0 || label[start] !== 0) continue;
    names += 1;
    label[start] = names;
    stack.push(start);
    let size = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      size += 1;
      const x = at % width;
      for (const to of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (to < 0 || to >= label.length || label[to] !== 0 || set[to] === 0) continue;
        label[to] = names;
        stack.push(to);
      }
    }
    if (size > best.size) best = { name: names, size };
  }
  return Uint8Array.from(label, (name) => (name === best.name && name !== 0 ? 1 : 0));
}

/** Chessboard distance in pixels to the nearest 1, up to `most`. */
function distanceFrom(set: Uint8Array, width: number, height: number, most: number): Uint8Array {
  const distance = set.map((value) => (value === 1 ? 0 : most));
  const relax = (i: number, to: number) => {
    if (distance[to]! + 1 < distance[i]!) distance[i] = distance[to]! + 1;
  };
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x;
      if (x > 0) relax(i, i - 1);
      if (y > 0) relax(i, i - width);
      if (x > 0 && y > 0) relax(i, i - width - 1);
      if (x < width - 1 && y > 0) relax(i, i - width + 1);
    }
  for (let y = height - 1; y >= 0; y -= 1)
    for (let x = width - 1; x >= 0; x -= 1) {
      const i = y * width + x;
      if (x < width - 1) relax(i, i + 1);
      if (y < height - 1) relax(i, i + width);
      if (x < width - 1 && y < height - 1) relax(i, i + width + 1);
      if (x > 0 && y < height - 1) relax(i, i + width - 1);
    }
  return distance;
}

/** Area between the region's left and right rim, row by row, as a share of its convex hull's. */
function convexity(region: Uint8Array, width: number): number {
  const rows: { y: number; left: number; right: number }[] = [];
  for (let y = 0; y * width < region.length; y += 1) {
    const row = region.subarray(y * width, (y + 1) * width);
    const left = row.indexOf(1);
    if (left >= 0) rows.push({ y, left, right: row.lastIndexOf(1) + 1 });
  }
  const own = rows.reduce((sum, { left, right }) => sum + right - left, 0);
  const corners = rows.flatMap(({ y, left, right }) => [
    [left, y],
    [left, y + 1],
    [right, y],
    [right, y + 1],
  ]) as Point[];
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

type Point = readonly [x: number, y: number];
const turn = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point) => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
