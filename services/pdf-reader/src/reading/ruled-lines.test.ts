import { expect, it } from 'vitest';
import { eraseRules } from './ruled-lines.js';

const [WIDTH, HEIGHT] = [400, 300];

function page(...rectangles: readonly (readonly [x: number, y: number, width: number, height: number])[]): Uint8Array {
  const dark = new Uint8Array(WIDTH * HEIGHT);
  for (const [x, y, width, height] of rectangles)
    for (let row = y; row < y + height; row += 1) dark.fill(1, row * WIDTH + x, row * WIDTH + x + width);
  return dark;
}

function inkLeft(dark: Uint8Array): number {
  eraseRules(dark, WIDTH, HEIGHT);
  return dark.reduce((sum, one) => sum + one, 0);
}

it('a table’s lines go, what is written in its cells stays', () => {
  const lines = [0, 100, 200].map((y) => [10, 20 + y, 380, 3] as const);
  const posts = [10, 200, 387].map((x) => [x, 20, 3, 203] as const);
  expect(inkLeft(page(...lines, ...posts))).toBe(0);
  expect(inkLeft(page(...lines, ...posts, [40, 60, 50, 20]))).toBe(50 * 20);
});

it.each([
  ['a picture', [20, 20, 300, 200]],
  ['a bar', [20, 20, 300, 12]],
  ['a short stroke', [20, 20, 100, 3]],
] as const)('%s stays', (_, rectangle) => {
  expect(inkLeft(page(rectangle))).toBe(rectangle[2] * rectangle[3]);
});

it('a row of letters stays, however long it is', () => {
  const letters = Array.from({ length: 60 }, (_, i) => [10 + 6 * i, 50, 3, 20] as const);
  expect(inkLeft(page(...letters))).toBe(60 * 3 * 20);
});
