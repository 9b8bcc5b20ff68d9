import { expect, it } from 'vitest';
import { LayoutWatch } from './layout-watch.js';
import { isInside, type Picture } from './picture.js';
import type { YuvFrame } from '../yuv-frame.js';
import { type Colour, drawnFrame } from '../yuv-rig.js';

const [width, height] = [160, 92];
const picture: Picture = { shape: 'rectangle', box: { x: 50, y: 5, width: 100, height: 80 }, cuts: [0, 0, 0, 0] };

const frame = (draw: (x: number, y: number) => Colour): YuvFrame => drawnFrame(width, height, draw);

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
  for (let i = 0; i < 20; i += 1) expect(watch.strangeness(exam(3 * i, i)), `frame ${i}`).toBeLessThan(0.5);
});

it.each([
  ['another picture place', frame((x) => (x < 80 ? [150, 70, 60] : [0, 0, 0]))],
  ['a worklist over everything', frame((x, y) => (y % 8 < 4 ? [220, 220, 220] : [20, 20, 40]))],
  ['a menu on dark blue', frame((x, y) => (y % 16 < 4 && x % 3 === 0 ? [220, 220, 220] : [24, 38, 70]))],
  ['the picture zoomed over the overlay', frame((x) => (x > 8 ? [150 + (x % 40), 70, 60] : [0, 0, 0]))],
  ['a menu where the picture was', frame((x, y) => (isInside(picture, x, y) ? [128, 128, 128] : [0, 0, 0]))],
])('notices %s', (_, other) => expect(watch.strangeness(other)).toBeGreaterThan(1));

it('takes the dark for the same layout: nothing is shown', () =>
  expect(watch.strangeness(frame(() => [0, 0, 0]))).toBeLessThan(1));
