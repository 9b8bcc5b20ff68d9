import { expect, it } from 'vitest';
import { BodyWatch } from './body-watch.js';
import { isInside, type Picture } from './picture.js';
import { type Colour, drawnFrame } from '../yuv-rig.js';

const [width, height] = [160, 92];
const picture: Picture = { shape: 'rectangle', box: { x: 50, y: 5, width: 100, height: 80 }, cuts: [0, 0, 0, 0] };
const showing = (draw: (x: number, y: number) => Colour) =>
  drawnFrame(width, height, (x, y) => (isInside(picture, x, y) ? draw(x, y) : [0, 0, 0]));

const mucosa = (shift: number) => showing((x, y) => [150 + ((x + y + shift) % 50), 80 + ((x + shift) % 20), 70]);
const watch = new BodyWatch(
  picture,
  Array.from({ length: 9 }, (_, i) => mucosa(7 * i)),
);

it.each([
  ['tissue', mucosa(3)],
  ['tissue behind a dark instrument', showing((x) => (x % 100 < 30 ? [60, 60, 62] : [170, 85, 70]))],
  ['tissue under reflections', showing((x, y) => (((x >> 3) + (y >> 3)) % 3 < 2 ? [255, 255, 255] : [170, 85, 70]))],
  ['blue dye on tissue', showing((x) => (x % 10 < 5 ? [60, 70, 150] : [170, 85, 80]))],
  ['nothing', showing(() => [0, 0, 0])],
])('takes %s for the inside of a body', (_, frame) => expect(watch.isOutside(frame)).toBe(false));

it.each([
  ['a bright room', showing((x, y) => (x % 40 < 20 ? [190, 192, 195] : [90 + (y % 30), 95 + (y % 30), 100]))],
  ['drapes and a wall', showing((x) => (x < 100 ? [60, 110, 150] : [180, 180, 170]))],
  ['a face from afar', showing((x, y) => (Math.hypot(x - 100, y - 45) < 18 ? [205, 150, 125] : [120, 140, 150]))],
  ['tissue in light of few wavelengths', showing((x, y) => [60 + (x % 20), 120 + (y % 30), 105])],
  ['a screen with a list', showing((x, y) => (y % 8 < 3 && x % 3 > 0 ? [20, 20, 20] : [200, 205, 210]))],
])('takes %s for the outside', (_, frame) => expect(watch.isOutside(frame)).toBe(true));

it('says nothing where most of the video has other colours', () => {
  const green = Array.from({ length: 9 }, (_, i) => showing((x) => [60, 130 + ((x + i) % 20), 90]));
  const unsure = new BodyWatch(picture, green);
  expect(unsure.isSure).toBe(false);
  expect(unsure.isOutside(showing(() => [190, 192, 195]))).toBe(false);
});
