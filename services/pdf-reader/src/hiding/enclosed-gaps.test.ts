import { expect, it } from 'vitest';
import { gapsBetween, lightInBlack } from './enclosed-gaps.js';

const around = [
  { x: 40, y: 40, width: 200, height: 30 },
  { x: 40, y: 80, width: 200, height: 30 },
  { x: 30, y: 40, width: 20, height: 70 },
];

it('a strip between two covered lines is covered where both ends are closed', () => {
  expect(gapsBetween(around, 400, 400)).toEqual([]);
  const [gap, ...others] = gapsBetween([...around, { x: 230, y: 40, width: 20, height: 70 }], 400, 400);
  expect(others).toEqual([]);
  expect(gap!.x).toBeLessThanOrEqual(50);
  expect(gap!.y).toBeLessThanOrEqual(70);
  expect(gap!.x + gap!.width).toBeGreaterThanOrEqual(230);
  expect(gap!.y + gap!.height).toBeGreaterThanOrEqual(80);
});

it('what is high enough for a part of the page stays', () => {
  const frame = [
    { x: 40, y: 40, width: 300, height: 20 },
    { x: 40, y: 300, width: 300, height: 20 },
    { x: 40, y: 40, width: 20, height: 280 },
    { x: 320, y: 40, width: 20, height: 280 },
  ];
  expect(gapsBetween(frame, 400, 400)).toEqual([]);
});

it('a reflection in the black of a picture is found, light that reaches its border is not', () => {
  const gray = new Uint8Array(100 * 100).fill(200);
  for (let y = 20; y < 80; y += 1) gray.fill(10, y * 100 + 20, y * 100 + 80);
  for (let y = 45; y < 50; y += 1) gray.fill(240, y * 100 + 40, y * 100 + 46);
  expect(lightInBlack({ width: 100, height: 100, gray })).toEqual([{ x: 39, y: 44, width: 8, height: 7 }]);
});
