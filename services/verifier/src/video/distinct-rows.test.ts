import { describe, expect, it } from 'vitest';
import { DistinctRows } from './distinct-rows.js';
import type { LetterRow } from './letter-rows.js';

const [width, height] = [200, 80];
const row = (left: number, contrast = 60): LetterRow => ({
  ...{ left, right: left + 99, top: 20, bottom: 39, runs: 'across', sign: 1, letters: [], contrast },
});
/** Stripes that differ from seed to seed. */
function frame(seed: number, brightness = 1) {
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i += 1)
    data[i] = brightness * (((i % width) * (i % width) * seed) % 97) + Math.floor(i / width);
  return { width, height, data };
}

describe('distinct rows', () => {
  it('are one while the same stands at the same place', () => {
    const rows = new DistinctRows();
    expect(rows.isNew(row(40), frame(3), 0)).toBe(true);
    for (let index = 1; index < 200; index += 1) {
      expect(rows.isNew(row(40), frame(3), index)).toBe(false);
      rows.forgetBefore(index);
    }
  });

  it.each([
    ['another writing at the place', row(40), frame(5), 1],
    ['another place', row(95), frame(3), 1],
    ['the same, much stronger', row(40, 90), frame(3), 1],
  ])('%s is new', (_, other, picture, index) => {
    const rows = new DistinctRows();
    rows.isNew(row(40), frame(3), 0);
    expect(rows.isNew(other, picture, index)).toBe(true);
  });

  it('is new again when it was away for long', () => {
    const rows = new DistinctRows();
    rows.isNew(row(40), frame(3), 0);
    rows.forgetBefore(51);
    expect(rows.isNew(row(40), frame(3), 51)).toBe(true);
  });
});
