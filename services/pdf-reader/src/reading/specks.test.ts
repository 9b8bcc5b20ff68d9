import { expect, it } from 'vitest';
import type { Bitmap } from './bitmap.js';
import { withoutSpecks } from './specks.js';

/** Words of strokes three pixels wide, a dot of sixteen pixels behind each. */
function writing(): Bitmap {
  const [width, height] = [400, 300];
  const gray = new Uint8Array(width * height).fill(255);
  const fill = (x: number, y: number, wide: number, high: number) => {
    for (let row = y; row < y + high; row += 1) gray.fill(0, row * width + x, row * width + x + wide);
  };
  for (let y = 20; y < height - 40; y += 40)
    for (let x = 20; x < width - 60; x += 50) {
      fill(x, y, 3, 20);
      fill(x, y + 18, 24, 3);
      fill(x + 30, y + 16, 4, 4);
    }
  return { width, height, gray };
}

/** One pixel in so many, of no size by itself but for a lighter rim. */
function strewn({ width, height, gray }: Bitmap, one: number): Bitmap {
  const dirty = gray.slice();
  for (let i = 0, at = 3; i * one < gray.length; i += 1, at = (at + 7 * one + i) % gray.length) {
    dirty[at] = Math.min(dirty[at]!, 40);
    if (at % width < width - 1) dirty[at + 1] = Math.min(dirty[at + 1]!, 190);
  }
  return { width, height, gray: dirty };
}

it('takes specks away and leaves strokes and dots', () => {
  const page = writing();
  const dirty = strewn(page, 60);
  const clean = withoutSpecks(dirty)!;
  const [inked, specks] = [
    { all: 0, left: 0 },
    { left: 0, all: 0 },
  ];
  for (let i = 0; i < page.gray.length; i += 1) {
    if (page.gray[i] === 0) inked.all += 1;
    if (page.gray[i] === 0 && clean.gray[i] === 0) inked.left += 1;
    if (page.gray[i] === 255 && dirty.gray[i]! < 255) specks.all += 1;
    if (page.gray[i] === 255 && clean.gray[i]! < 255) specks.left += 1;
  }
  expect(inked.left).toBe(inked.all);
  // what touches a letter is none
  expect(specks.left).toBeLessThan(0.2 * specks.all);
});

it('leaves a page alone that has only the dots of its print, or a few specks', () => {
  expect(withoutSpecks(writing())).toBeUndefined();
  expect(withoutSpecks(strewn(writing(), 4000))).toBeUndefined();
});
