import type { Rectangle } from './picture.js';

export type Point = readonly [x: number, y: number];

const ROUNDS = 3;

/**
 * The upright ellipse that lies nearest to the points (least squares; what lies far off is left out in a second and a
 * third round). Undefined when they are too few or lie on no ellipse.
 */
export function fitEllipse(points: readonly Point[]): Rectangle | undefined {
  let kept = points;
  let found: Rectangle | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (kept.length < 12) return found;
    found = solve(kept);
    if (!found) return undefined;
    const ellipse = found;
    const misses = kept.map((point) => Math.abs(missOf(ellipse, point)));
    const allowed = Math.max(1, 2 * Math.sqrt(misses.reduce((sum, miss) => sum + miss * miss, 0) / misses.length));
    kept = kept.filter((_, i) => misses[i]! <= allowed);
  }
  return found;
}

/** Pixels from the ellipse's edge, along the line from its centre; negative inside. */
function missOf({ x, y, width, height }: Rectangle, [px, py]: Point): number {
  const [dx, dy] = [px - x - width / 2, py - y - height / 2];
  const share = Math.hypot(dx / (width / 2), dy / (height / 2));
  return share === 0 ? -Math.min(width, height) / 2 : Math.hypot(dx, dy) * (1 - 1 / share);
}

/** x² + a·y² + b·x + c·y + d = 0, in coordinates about the points' middle and of about one in size. */
function solve(points: readonly Point[]): Rectangle | undefined {
  const mx = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const my = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const size = Math.max(...points.map(([x, y]) => Math.max(Math.abs(x - mx), Math.abs(y - my))), 1);
  const matrix = Array.from({ length: 4 }, () => [0, 0, 0, 0, 0]);
  for (const [px, py] of points) {
    const [x, y] = [(px - mx) / size, (py - my) / size];
    const row = [y * y, x, y, 1];
    for (let i = 0; i < 4; i += 1) {
      for (let j = 0; j < 4; j += 1) matrix[i]![j]! += row[i]! * row[j]!;
      matrix[i]![4]! -= row[i]! * x * x;
    }
  }
  const solution = eliminate(matrix);
  if (!solution) return undefined;
  const [a, b, c, d] = solution as [number, number, number, number];
  if (a <= 0) return undefined;
  const [cx, cy] = [-b / 2, -c / (2 * a)];
  const square = cx * cx + a * cy * cy - d;
  if (square <= 0) return undefined;
  const [rx, ry] = [Math.sqrt(square) * size, Math.sqrt(square / a) * size];
  return { x: mx + cx * size - rx, y: my + cy * size - ry, width: 2 * rx, height: 2 * ry };
}

/** Gauss. */
function eliminate(matrix: number[][]): number[] | undefined {
  const size = matrix.length;
  for (let at = 0; at < size; at += 1) {
    const pivot = matrix.slice(at).reduce((best, row) => (Math.abs(row[at]!) > Math.abs(best[at]!) ? row : best));
    if (Math.abs(pivot[at]!) < 1e-9) return undefined;
    matrix.splice(matrix.indexOf(pivot), 1);
    matrix.splice(at, 0, pivot);
    for (const [i, row] of matrix.entries()) {
      if (i === at) continue;
      const factor = row[at]! / pivot[at]!;
      for (let j = at; j <= size; j += 1) row[j]! -= factor * pivot[j]!;
    }
  }
  return matrix.map((row, i) => row[size]! / row[i]!);
}
