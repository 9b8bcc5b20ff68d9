import { expect, it } from 'vitest';
import { LayoutWatch } from './layout-watch.js';
import { isInside, type Picture } from './picture.js';
import type { SampleFrame } from './sample-statistics.js';

const [width, height] = [160, 90];
const picture: Picture = { shape: 'rectangle', box: { x: 50, y: 5, width: 100, height: 80 }, cuts: [0, 0, 0, 0] };

function frame(draw: (x: number, y: number) => readonly [number, number, number]): SampleFrame {
  const rgb = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i += 1) rgb.set(draw(i % width, Math.floor(i / width)), 3 * i);
  return { width, height, rgb };
}

const exam = (shift: number, seconds = 0) =>
  frame((x, y) => {
    if (isInside(picture, x, y)) return [150 + ((x + shift) % 40), 70, 60];
    return y > 8 && y < 14 && x > 4 && x < 30 && (x + seconds) % 5 === 0 ? [225, 225, 225] : [0, 0, 0];
  });
const watch = new LayoutWatch(
  picture,
  Array.from({ length: 9 }, (_, i) => exam(5 * i, i)),
);

it('knows its layout again while picture and clock run on', () => {
  for (let i = 0; i < 20; i += 1) expect(watch.hasLayout(exam(3 * i, i)), `frame ${i}`).toBe(true);
});

it.each([
  ['another picture place', frame((x) => (x < 80 ? [150, 70, 60] : [0, 0, 0]))],
  ['a worklist over everything', frame((x, y) => (y % 8 < 4 ? [220, 220, 220] : [20, 20, 40]))],
  ['a menu where the picture was', frame((x, y) => (isInside(picture, x, y) ? [128, 128, 128] : [0, 0, 0]))],
])('notices %s', (_, other) => expect(watch.hasLayout(other)).toBe(false));
