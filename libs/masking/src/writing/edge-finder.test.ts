import { describe, expect, it } from 'vitest';
import { EdgeFinder } from './edge-finder.js';
import { Planes } from './plane.js';

const SIZES = [
  [32, 12],
  [37, 11],
  [42, 9],
] as const;

/** Grain of so many grey levels, and a few hard steps. */
function grain(count: number, levels: number): Uint8Array {
  let state = count;
  return Uint8Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state % 97 === 0 ? (state >> 8) % 256 : 120 + ((state >> 8) % levels);
  });
}

const steps = (luma: Uint8Array, at: number, apart: number) => luma[at + apart]! - luma[at - apart]!;

/** Where the step over two pixels is an edge's, higher than the one before and no lower than the one behind. */
function isEdge(luma: Uint8Array, at: number, apart: number): boolean {
  const step = steps(luma, at, apart);
  const direction = Math.sign(step);
  const [before, behind] = [luma[at]! - luma[at - 2 * apart]!, luma[at + 2 * apart]! - luma[at]!];
  return direction * step >= 8 && direction * before <= direction * step && direction * behind < direction * step;
}

describe.each(SIZES)('of %i by %i pixels', (width, height) => {
  it.each([3, 9, 40, 136])('each edge is found, and nothing else, in grain of %i levels', (levels) => {
    const luma = grain(width * height, levels);
    const planes = new Planes(width, height, 1);
    planes.show(luma);
    const finder = new EdgeFinder(planes.levels[0]!);
    const [left, right] = [3, width - 2];
    const columns = Array.from({ length: right - left }, (_, i) => left + i);
    for (let y = 2; y < height - 2; y += 1) {
      const found = (count: number) => [...finder.columns.slice(0, count)];
      expect(found(finder.along(y, left, right))).toEqual(columns.filter((x) => isEdge(luma, y * width + x, 1)));
      expect(found(finder.down(y, left, right))).toEqual(columns.filter((x) => isEdge(luma, y * width + x, width)));
    }
  });

  it.each([1, 4, 30])('each step of %i or more is found, and nothing else', (least) => {
    const luma = grain(width * height, 9);
    const planes = new Planes(width, height, 1);
    planes.show(luma);
    const finder = new EdgeFinder(planes.levels[0]!);
    const columns = Array.from({ length: width - 2 }, (_, i) => 1 + i);
    for (let y = 0; y < height; y += 1) {
      const found = [...finder.columns.slice(0, finder.steps(y, 1, width - 1, least))];
      expect(found).toEqual(columns.filter((x) => Math.abs(steps(luma, y * width + x, 1)) >= least));
    }
  });
});
