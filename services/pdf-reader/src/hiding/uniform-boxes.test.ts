import { expect, it } from 'vitest';
import { uniformBoxes } from './uniform-boxes.js';

const word = (x: number, width: number, y = 100) => ({ x, y, width, height: 30 });

it('makes one bar of neighbours, so that nobody counts words', () => {
  const [bar, ...others] = uniformBoxes([word(100, 60), word(170, 40), word(220, 90)], [], 1000);
  expect(others).toEqual([]);
  expect(bar).toMatchObject({ x: 100, y: 100, height: 30 });
  expect(bar!.width).toBeGreaterThanOrEqual(210);
});

it('gives names of similar length the same width', () => {
  const widths = [101, 115, 130, 143].map((width) => uniformBoxes([word(100, width)], [], 1000)[0]!.width);
  expect(new Set(widths).size).toBe(1);
});

it('leaves its neighbours alone', () => {
  const [before, after] = [word(20, 70), word(205, 80)];
  const [bar] = uniformBoxes([word(100, 100)], [before, after], 1000);
  expect(bar!.x).toBeGreaterThanOrEqual(before.x + before.width);
  expect(bar!.x + bar!.width).toBeLessThanOrEqual(after.x);
});

it('does not reach over a neighbour that is close', () => {
  const [bar] = uniformBoxes([word(100, 100)], [word(58, 40), word(202, 80)], 1000);
  expect(bar).toMatchObject({ x: 100, width: 100 });
});

it('does not join over a word that survives, nor over another line', () => {
  expect(uniformBoxes([word(100, 60), word(195, 60)], [word(165, 25)], 1000)).toHaveLength(2);
  expect(uniformBoxes([word(100, 60), word(100, 60, 140)], [], 1000)).toHaveLength(2);
});

it('stays on the page', () => {
  const [bar] = uniformBoxes([word(950, 40)], [], 1000);
  expect(bar!.x + bar!.width).toBeLessThanOrEqual(1000);
  expect(bar!.x).toBeLessThanOrEqual(950);
});
