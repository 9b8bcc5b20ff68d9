import { expect, it } from 'vitest';
import { inkOf } from '../writing/letters-rig.js';
import { withEnds } from './line-ends.js';
import type { Sighting } from './track.js';
import { whatStays } from './what-stays.js';

const [WIDTH, HEIGHT] = [480, 160];
const inside = new Uint8Array(WIDTH * HEIGHT).fill(1);
const planeOf = (word: string, contrastAt: (x: number) => number = () => 100) => {
  const ink = inkOf(WIDTH, HEIGHT, { word, x: 100, y: 60, size: 2, turned: false });
  return Uint8Array.from(ink, (value, i) => 90 + contrastAt(i % WIDTH) * value);
};
/** As cells show it, far beyond its ends. */
const sightings: Sighting[] = [{ index: 9, box: { x: 64, y: 56, width: 320, height: 24 }, score: 30, turned: false }];
const around = { x: 60, y: 40, width: 340, height: 60 };
const line = whatStays(
  Array.from({ length: 9 }, () => planeOf('KATHRIN')),
  WIDTH,
  around,
  inside,
  around,
)!;
const END = 100 + 7 * 12;

it('has no ends beyond what stays where no letter stands', () => {
  const { x, width } = withEnds(line, sightings, planeOf('KATHRIN'), WIDTH);
  expect(x).toBeGreaterThan(88);
  expect(x + width).toBeLessThan(END + 10);
});

it.each<[string, (x: number) => number]>([
  ['as plain as the line', () => 100],
  ['much fainter', (x) => (x > END ? 32 : 100)],
])('has letters that came since for its ends: %s', (_, contrastAt) => {
  const { x, width } = withEnds(line, sightings, planeOf('KATHRINHERMANN', contrastAt), WIDTH);
  expect(x + width).toBeGreaterThanOrEqual(END + 7 * 12 - 4);
});

it('ends where it was sighted', () => {
  const { x, width } = withEnds(line, sightings, planeOf('KATHRINHERMANNMARTAIRENEHANNA'), WIDTH);
  expect(x + width).toBeLessThanOrEqual(64 + 320 + 8);
});
