import { expect, it } from 'vitest';
import type { Bitmap } from '../reading/bitmap.js';
import { inkTiles, unexplainedInk } from './unexplained-ink.js';

const page = (): Bitmap => ({ width: 800, height: 600, gray: new Uint8Array(480_000).fill(255) });

function fill({ width, gray }: Bitmap, x: number, y: number, wide: number, high: number): void {
  for (let row = y; row < y + high; row += 1) gray.fill(0, row * width + x, row * width + x + wide);
}

it('covers what no reader explained, and nothing of what one did', () => {
  const bitmap = page();
  fill(bitmap, 100, 100, 120, 24);
  for (let i = 0; i < 30; i += 1) fill(bitmap, 400 + i * 6, 300 + ((i * 37) % 50), 8, 20);
  const word = { x: 98, y: 98, width: 124, height: 28 };
  const boxes = unexplainedInk(inkTiles(bitmap, 128), [word]);
  expect(boxes).toHaveLength(1);
  expect(boxes[0]!.x).toBeLessThanOrEqual(400);
  expect(boxes[0]!.x + boxes[0]!.width).toBeGreaterThanOrEqual(580);
  expect(unexplainedInk(inkTiles(bitmap, 128), [])).toHaveLength(2);
});

it('leaves rules, frames and specks', () => {
  const bitmap = page();
  fill(bitmap, 50, 500, 700, 4);
  fill(bitmap, 100, 100, 600, 3);
  fill(bitmap, 100, 300, 600, 3);
  fill(bitmap, 100, 100, 3, 200);
  fill(bitmap, 698, 100, 3, 203);
  fill(bitmap, 300, 400, 3, 3);
  expect(unexplainedInk(inkTiles(bitmap, 128), [])).toEqual([]);
});
