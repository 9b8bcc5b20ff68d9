import { describe, expect, it } from 'vitest';
import { inkOf } from '../writing/letters-rig.js';
import { withRows } from './running-line.js';
import type { Sighting } from './track.js';

const [WIDTH, HEIGHT] = [480, 200];
const inside = new Uint8Array(WIDTH * HEIGHT).fill(1);
const FRAMES = 12;
const STEP = 6;
const line = { word: 'KATHRINHERMANNMARTA', y: 92, size: 2, turned: false };
const [TOP, BOTTOM] = [92, 92 + 7 * 2];

/** Tissue that moves, one line that runs over it, and what else is drawn. */
function planeAt(index: number, contrastAt: (x: number) => number, more?: Float32Array): Uint8Array {
  const ink = inkOf(WIDTH, HEIGHT, { ...line, x: 200 - STEP * index });
  return Uint8Array.from(ink, (value, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    const ground = 100 + 18 * Math.sin((x + 5 * index) / 4) * Math.cos((y + 3 * index) / 5);
    return ground + contrastAt(x) * Math.max(value, more?.[i] ?? 0);
  });
}

/** As cells show it: from far above to far below. */
const sighting = (index: number): Sighting => ({
  index,
  box: { x: 192 - STEP * index, y: 64, width: 248, height: 64 },
  score: 40,
  turned: false,
});
const sightings = Array.from({ length: FRAMES }, (_, index) => sighting(index));
const rowsOf = (found: readonly Sighting[]) => found.map(({ letters }) => letters && [letters.y, letters.height]);

describe('the rows of a line that runs', () => {
  it.each<[string, (x: number) => number]>([
    ['everywhere', () => 120],
    ['on the dark half of the tissue alone', (x) => (x > 220 ? 120 : 14)],
  ])('are told where it is plain: %s', (_, contrastAt) => {
    const found = withRows(sightings, (index) => planeAt(index, contrastAt), inside, WIDTH);
    for (const { letters, box } of found) {
      expect(letters).toMatchObject({ x: box.x, width: box.width });
      expect(letters!.y).toBeLessThanOrEqual(TOP - 3);
      expect(letters!.y + letters!.height).toBeGreaterThanOrEqual(BOTTOM + 3);
      expect(letters!.height).toBeLessThan(2.2 * (BOTTOM - TOP));
    }
  });

  it('are the same for a sighting that is too faint to tell them', () => {
    const faint = { ...sighting(3), score: 3 };
    const all = [...sightings.filter(({ index }) => index !== 3), faint];
    expect(rowsOf(withRows(all, (index) => planeAt(index, () => 120), inside, WIDTH))).not.toContain(undefined);
  });

  it('are not told for the sightings that hold a second line as well', () => {
    const second = inkOf(WIDTH, HEIGHT, { word: 'ANNAKATHRIN', x: 150, y: 68, size: 2, turned: false });
    const isBoth = (index: number) => index === 4 || index === 5;
    const found = withRows(
      sightings,
      (index) => planeAt(index, () => 120, isBoth(index) ? second : undefined),
      inside,
      WIDTH,
    );
    expect(found.map(({ letters }) => letters === undefined)).toEqual(sightings.map(({ index }) => isBoth(index)));
  });

  it('are those of both where there are always two', () => {
    const second = inkOf(WIDTH, HEIGHT, { word: 'ANNAKATHRINMARTAIRENE', x: 150, y: 68, size: 2, turned: false });
    const found = withRows(sightings, (index) => planeAt(index, () => 120, second), inside, WIDTH);
    const told = found.flatMap(({ letters }) => (letters ? [letters] : []));
    expect(told.filter(({ y, height }) => y > 68 || y + height < BOTTOM)).toEqual([]);
  });

  it('are not told for a slanted line, nor for one that moves across them', () => {
    const slanted = (index: number) => {
      const upright = planeAt(index, () => 120);
      return upright.map((_, i) => upright[i + WIDTH * Math.round(((i % WIDTH) - 240) * 0.2)] ?? 100);
    };
    expect(rowsOf(withRows(sightings, slanted, inside, WIDTH))).toEqual(sightings.map(() => undefined));
    const falling = (index: number) => {
      const upright = planeAt(index, () => 120);
      return upright.map((_, i) => upright[i - WIDTH * 6 * (index - 6)] ?? 100);
    };
    expect(rowsOf(withRows(sightings, falling, inside, WIDTH))).toEqual(sightings.map(() => undefined));
  });

  it('are not told without the frames', () => {
    expect(withRows(sightings, () => undefined, inside, WIDTH)).toEqual(sightings);
  });
});
