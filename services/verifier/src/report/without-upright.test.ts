import type { OcrResult } from '@endoveil/media';
import { expect, it } from 'vitest';
import { withoutUpright } from './without-upright.js';

type Word = OcrResult['words'][number];
const [WIDTH, HEIGHT] = [600, 200];

function pageWith(...boxes: readonly Word['box'][]) {
  const gray = Buffer.alloc(WIDTH * HEIGHT, 255);
  for (const { x, y, width, height } of boxes)
    for (let row = y; row < y + height; row += 1) gray.fill(0, row * WIDTH + x, row * WIDTH + x + width);
  return { width: WIDTH, height: HEIGHT, gray, pgm: gray };
}

const word = (text: string, box: Word['box'], confidence = 95, line = 1): Word => ({ text, box, confidence, line });
const box = (x: number, y: number, width: number, height = 20) => ({ x, y, width, height });
const isLeft = (page: ReturnType<typeof withoutUpright>, { x, y }: Word['box']) =>
  page !== undefined && page.gray[(y + 5) * WIDTH + x + 5] === 0;

it('nothing is left of a page that reads upright', () => {
  const [one, two] = [box(20, 20, 80), box(120, 20, 90)];
  expect(withoutUpright(pageWith(one, two), [[word('Magen:', one), word('Antrum', two)]])).toBeUndefined();
});

it('a short word and one that OCR half doubts go with the line that they stand in', () => {
  const [one, two, three, four] = [box(20, 20, 80), box(120, 20, 24), box(160, 20, 60), box(240, 20, 90)];
  const line = [word('Magen:', one), word('im', two), word('reizlos', three, 55), word('Antrum', four)];
  expect(withoutUpright(pageWith(one, two, three, four), [line])).toBeUndefined();
});

it.each([
  ['what no reading saw', box(300, 100, 90), []],
  ['what was not read surely', box(300, 100, 90), [['Kranz', 75]]],
  ['a word of two letters by itself', box(300, 100, 30), [['HO', 95]]],
  ['a word that stands: its letters would be far too narrow', box(300, 40, 20, 120), [['Kranz', 95]]],
  ['a word whose letters would be far too wide', box(300, 100, 150, 20), [['ONO', 95]]],
] as const)('%s stays', (_, where, read) => {
  const upright = box(20, 20, 80);
  const words = [word('Magen:', upright), ...read.map(([text, confidence]) => word(text, where, confidence, 2))];
  const page = withoutUpright(pageWith(upright, where), [words]);
  expect(isLeft(page, where)).toBe(true);
  expect(isLeft(page, upright)).toBe(false);
});

it('a word that reaches out of the line that it was counted to stays', () => {
  const [one, across, two] = [box(20, 60, 80), box(120, 20, 20, 110), box(160, 60, 90)];
  const line = [word('Magen:', one), word('Kranz', across, 60), word('Antrum', two)];
  expect(isLeft(withoutUpright(pageWith(one, two, across), [line]), across)).toBe(true);
});

it('a box far taller than the other words may hold something else as well, and stays', () => {
  const [one, two, tall] = [box(20, 60, 80), box(120, 60, 90), box(300, 40, 90, 40)];
  const line = [word('Magen:', one), word('Antrum', two)];
  expect(isLeft(withoutUpright(pageWith(one, two, tall), [[...line, word('Corpus', tall, 95, 2)]]), tall)).toBe(true);
});

it('says how many of the letters are left, and counts no black box', () => {
  const [one, two, black] = [box(20, 20, 100), box(20, 100, 100), box(300, 20, 200, 150)];
  const words = [word('Magen:', one), word('reneM:', two, 30, 2)];
  expect(withoutUpright(pageWith(one, two, black), [words])!.share).toBeCloseTo(0.5);
  expect(withoutUpright(pageWith(two), [[]])!.share).toBe(1);
});

it('a letter of a stamp beside the line, which was counted to it, stays', () => {
  const [one, two, beside] = [box(20, 60, 80), box(120, 60, 90), box(260, 60, 18)];
  const line = [word('Magen:', one), word('Antrum', two), word('r', beside, 93)];
  expect(isLeft(withoutUpright(pageWith(one, two, beside), [line]), beside)).toBe(true);
});

it('lines of two readings are not one line', () => {
  const [one, other, two] = [box(20, 20, 80), box(120, 80, 40), box(200, 150, 90)];
  const page = withoutUpright(pageWith(one, two, other), [
    [word('Magen:', one), word('weg', other, 50)],
    [word('Antrum', two)],
  ]);
  expect(isLeft(page, other)).toBe(true);
});
