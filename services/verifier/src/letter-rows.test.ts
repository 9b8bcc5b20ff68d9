import { describe, expect, it } from 'vitest';
import { letterFinder } from './letter-rows.js';

const [width, height] = [320, 200];
/** Uprights of a letter's size on grey; `gap` between them. */
const strokes = (count: number, value: number, gap = 10) => {
  const gray = new Uint8Array(width * height).fill(120);
  for (let letter = 0; letter < count; letter += 1)
    for (let y = 80; y < 96; y += 1)
      for (let x = 0; x < 8; x += 1) if (x < 3 || y > 92) gray[y * width + 40 + letter * gap + x] = value;
  return gray;
};

describe('rows of letters', () => {
  it.each([
    ['bright', 230],
    ['dark', 20],
  ])('%s ones are found and cut out with a margin', (_, value) => {
    // what lies between the letters may look like letters of the other kind
    const row = letterFinder(width, height)(strokes(6, value), 30).find(({ letters }) => letters === 6);
    expect(row!.x).toBeLessThan(40);
    expect(row!.y).toBeLessThan(80);
  });

  it.each([
    ['too few', strokes(3, 230), 30],
    ['too faint for a single frame', strokes(6, 140), 30],
    ['too far apart', strokes(6, 230, 45), 30],
    ['nothing', new Uint8Array(width * height).fill(120), 5],
  ])('%s: none', (_, gray, contrast) => {
    expect(letterFinder(width, height)(gray, contrast)).toEqual([]);
  });

  it('fainter ones are found when asked for', () => {
    expect(letterFinder(width, height)(strokes(6, 150), 14)).toHaveLength(1);
  });

  it('nothing of one frame is left in the next', () => {
    const find = letterFinder(width, height);
    find(strokes(6, 230), 30);
    expect(find(new Uint8Array(width * height).fill(120), 5)).toEqual([]);
  });
});
