import { expect, it } from 'vitest';
import { isExplainedBy, onPaper } from './on-paper.js';

const [width, height] = [12, 6];
const row = (isDark: (x: number, y: number) => boolean) => ({
  width,
  height,
  gray: Uint8Array.from({ length: width * height }, (_, i) => (isDark(i % width, Math.floor(i / width)) ? 0 : 255)),
});
const inked = ({ width: wide, gray }: { readonly width: number; readonly gray: Uint8Array }) =>
  [...gray.keys()].filter((i) => gray[i]! < 128).map((i) => [i % wide, Math.floor(i / wide)]);

it('takes the edge of a box beside a row off it, and lays paper around', () => {
  const padded = onPaper(row((x, y) => x < 3 || (x === 7 && y > 1 && y < 5)));
  expect(
    inked(padded).map(([x, y]) => [x! - padded.width / 2 + width / 2, y! - padded.height / 2 + height / 2]),
  ).toEqual([
    [7, 2],
    [7, 3],
    [7, 4],
  ]);
  const [left] = padded.gray;
  expect(left).toBe(255);
});

it('takes no stroke of a letter off, and nothing that is dark all over', () => {
  const stroke = row((x, y) => x === 5 && y !== 0);
  expect(inked(onPaper(stroke))).toHaveLength(5);
  const inside = row((x) => x === 6);
  expect(inked(onPaper(inside))).toHaveLength(6);
});

it('a word that OCR is sure of explains a row, but not the rest of one behind a box', () => {
  const said = (text: string, confidence = 96) => ({
    text,
    words: [{ text, confidence, line: 1, box: { x: 0, y: 0, width: 1, height: 1 } }],
  });
  const behind = onPaper(row((x, y) => x < 3 || (x === 7 && y > 1)));
  const alone = onPaper(row((x, y) => x === 7 && y > 1));
  expect([behind, alone].map(({ isBehindBox }) => isBehindBox)).toEqual([true, false]);
  for (const where of [behind, alone]) {
    expect(isExplainedBy(said('Assistenz:'), where)).toBe(true);
    expect(isExplainedBy(said('Assistenz:', 60), where)).toBe(false);
    expect(isExplainedBy(said('12'), where)).toBe(false);
  }
  expect(isExplainedBy(said('bichler'), behind)).toBe(false);
  expect(isExplainedBy(said('unauffällig'), alone)).toBe(true);
});
