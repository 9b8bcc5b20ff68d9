import { describe, expect, it } from 'vitest';
import type { Bitmap } from './bitmap.js';
import { leant } from './leant.js';
import { leanOf, upright } from './straighten.js';

/** Rows of short strokes, like words, and one mark near the top left. */
function writing(width: number, height: number): Bitmap {
  const gray = new Uint8Array(width * height).fill(255);
  const fill = (x: number, y: number, wide: number, high: number) => {
    for (let row = y; row < y + high; row += 1) gray.fill(0, row * width + x, row * width + x + wide);
  };
  for (let y = 120; y < height - 100; y += 40) for (let x = 90; x < width - 120; x += 70) fill(x, y, 50, 14);
  fill(60, 40, 20, 20);
  return { width, height, gray };
}

const page = writing(600, 800);

/** Middle of the mark: the only ink above the first line. */
function markIn({ width, height, gray }: Bitmap, around: readonly [number, number]): boolean {
  const [x, y] = around.map(Math.round) as [number, number];
  return x >= 0 && y >= 0 && x < width && y < height && gray[y * width + x]! < 128;
}

describe('lines that lean', () => {
  it('says nothing of a straight page', () => {
    expect(Math.abs(leanOf(page, 128))).toBeLessThan(0.2);
  });

  it.each([-6, -2.5, 1, 4, 7])('finds %d degrees', (degrees) => {
    expect(leanOf(leant(page, degrees), 128)).toBeCloseTo(degrees, 0);
  });

  it('says nothing of a blank page', () => {
    expect(leanOf({ width: 300, height: 300, gray: new Uint8Array(90_000).fill(255) }, 128)).toBe(0);
  });
});

describe('an upright page', () => {
  it.each([0, 1, 2, 3])('knows where every point went after %d quarters', (quarters) => {
    const { bitmap, placement } = upright(leant(page, 3), quarters, 128);
    const before = leant(page, 3);
    // the mark's middle is (70, 50) on the straight page; find it on the leaning one first
    const [dx, dy] = [70 - 300, 50 - 400];
    const angle = (3 * Math.PI) / 180;
    const x = dx * Math.cos(angle) - dy * Math.sin(angle) + before.width / 2;
    const y = dx * Math.sin(angle) + dy * Math.cos(angle) + before.height / 2;
    expect(markIn(before, [x, y])).toBe(true);
    expect(markIn(bitmap, placement.point(x, y))).toBe(true);
  });

  it('turns directions with it', () => {
    const [dx, dy] = upright(page, 1, 128).placement.direction(1, 0);
    expect(dx).toBeCloseTo(0);
    expect(dy).toBeCloseTo(1);
  });
});
