import { describe, expect, it } from 'vitest';
import { LetterRows } from './letter-rows.js';

const [width, height] = [320, 200];
/** Uprights of a letter's size on grey; `gap` between them. */
const strokes = (count: number, value: number, gap = 10) => {
  const gray = new Uint8Array(width * height).fill(120);
  for (let letter = 0; letter < count; letter += 1)
    for (let y = 80; y < 96; y += 1)
      for (let x = 0; x < 8; x += 1) if (x < 3 || y > 92) gray[y * width + 40 + letter * gap + x] = value;
  return gray;
};
const turned = (gray: Uint8Array) => {
  const out = new Uint8Array(gray.length).fill(120);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < height; x += 1) out[x * width + y] = gray[y * width + x]!;
  return out;
};
const lettersIn = (gray: Uint8Array, contrast: number) =>
  (new LetterRows(width, height).find(gray, contrast, 'wide') ?? [])
    .filter(({ letters }) => letters.length > 3)
    .map(({ runs, sign, letters }) => [runs, sign, letters.length]);

describe('rows of letters', () => {
  it.each([
    ['bright', 230, 1],
    ['dark', 20, -1],
  ])('%s ones are found', (_, value, sign) => {
    const row = new LetterRows(width, height)
      .find(strokes(6, value), 30, 'wide')!
      // what lies between the letters may look like letters of the other kind
      .find(({ letters, sign: own }) => letters.length === 6 && own === sign)!;
    expect([row.left, row.top, row.right, row.bottom]).toEqual([40, 80, 97, 95]);
  });

  it('turned ones are found', () => {
    expect(lettersIn(turned(strokes(6, 230)), 30)).toContainEqual(['down', 1, 6]);
  });

  it.each([
    ['too few', strokes(3, 230), 30],
    ['too faint', strokes(6, 140), 30],
    ['too far apart', strokes(6, 230, 45), 30],
    ['nothing', new Uint8Array(width * height).fill(120), 5],
  ])('%s: none', (_, gray, contrast) => {
    expect(lettersIn(gray, contrast)).toEqual([]);
  });

  it('fainter ones are found when asked for', () => {
    expect(lettersIn(strokes(6, 150), 14)).toContainEqual(['across', 1, 6]);
  });

  it('nothing of one frame is left in the next', () => {
    const rows = new LetterRows(width, height);
    rows.find(strokes(6, 230), 30, 'wide');
    expect(rows.find(new Uint8Array(width * height).fill(120), 5, 'wide')).toEqual([]);
  });
});
