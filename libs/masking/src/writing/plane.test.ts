import { describe, expect, it } from 'vitest';
import { Planes } from './plane.js';

/** Grey levels that repeat after more pixels than a row has. */
const luma = (count: number) => Uint8Array.from({ length: count }, (_, i) => (i * i * 7919 + i * 31) % 251);

function halfOf(from: Uint8Array, wide: number, width: number, height: number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const at = 2 * Math.floor(i / width) * wide + 2 * (i % width);
    return Math.floor((from[at]! + from[at + 1]! + from[at + wide]! + from[at + wide + 1]! + 2) / 4);
  });
}

describe.each([
  [32, 12],
  [37, 11],
  [42, 9],
  [270, 31],
] as const)('planes of %i by %i pixels', (width, height) => {
  const first = luma(width * height);
  const planes = new Planes(width, height, 3);
  planes.show(Uint8Array.from(first, (value) => 255 - value));
  planes.show(first);

  it('hold the frame that was shown last', () => {
    expect(planes.levels[0]!.pixels).toEqual(first);
  });

  it.each([1, 2])('hold the means of each four on level %i', (level) => {
    const [from, to] = [planes.levels[level - 1]!, planes.levels[level]!];
    expect([to.width, to.height]).toEqual([width >> level, height >> level]);
    expect(to.pixels).toEqual(halfOf(from.pixels, from.width, to.width, to.height));
  });
});
