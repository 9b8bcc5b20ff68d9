import { describe, expect, it } from 'vitest';
import { EdgeFinder } from './edge-finder.js';
import { WordPlane } from './word-plane.js';

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
    const plane = new WordPlane(width, height);
    plane.copy(luma);
    const finder = new EdgeFinder(plane);
    const [left, right] = [3, width - 2];
    const columns = Array.from({ length: right - left }, (_, i) => left + i);
    for (let y = 2; y < height - 2; y += 1) {
      const found = (count: number) => [...finder.columns.slice(0, count)];
      expect(found(finder.along(y, left, right))).toEqual(columns.filter((x) => isEdge(luma, y * width + x, 1)));
      expect(found(finder.down(y, left, right))).toEqual(columns.filter((x) => isEdge(luma, y * width + x, width)));
    }
  });

  it('a smaller plane holds the means of each four', () => {
    const luma = grain(width * height, 136);
    const [plane, half] = [new WordPlane(width, height), new WordPlane(width >> 1, height >> 1)];
    plane.copy(luma);
    half.shrink(plane);
    for (let y = 0; y < height >> 1; y += 1)
      for (let x = 0; x < width >> 1; x += 1) {
        const at = 2 * y * width + 2 * x;
        const sum = luma[at]! + luma[at + 1]! + luma[at + width]! + luma[at + width + 1]!;
        expect(half.bytes[y * half.stride + x]).toBe(Math.floor((sum + 2) / 4));
      }
  });
});
