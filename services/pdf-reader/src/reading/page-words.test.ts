import { expect, it } from 'vitest';
import { inColumns, layerText, ocrText, textOf, wordsIn } from './page-words.js';

const piece = (text: string, x: number, y: number, turn: readonly [number, number] = [30, 0]) => ({
  text,
  x,
  y,
  dx: turn[0],
  dy: turn[1],
  length: text.length * 15,
  height: 30,
});

it('reads pieces line by line, from left to right, whatever order they were painted in', () => {
  const { text } = layerText([piece('Befund', 300, 200), piece('Name:', 100, 100), piece('Kranz', 220, 102)]);
  expect(text).toBe('Name: Kranz\nBefund');
});

it('joins a word that was painted in pieces', () => {
  const { text } = layerText([piece('Kra', 100, 100), piece('nz', 145, 100), piece('bich', 176, 100)]);
  expect(text).toBe('Kranzbich');
});

it('gives every word its share of the piece', () => {
  const [first, second] = layerText([piece('aaa bbbbb', 100, 100)]).words;
  expect(first!.box.x).toBe(100);
  expect(first!.box.width).toBeCloseTo(135 * (3 / 8.55));
  expect(second!.box.x + second!.box.width).toBeCloseTo(235);
  expect(second!.box.y).toBeLessThan(80);
  expect(second!.box.y + second!.box.height).toBeGreaterThan(100);
});

it('sets aside what stands on end, leans or hangs upside down', () => {
  const { words } = layerText([
    piece('Befund', 100, 100),
    piece('Archiv', 900, 900, [0, -30]),
    piece('Stempel', 500, 500, [29, 5]),
    piece('Kopf', 500, 700, [-30, 0]),
  ]);
  expect(words.filter(({ aside }) => aside).map(({ text }) => text)).toEqual(['Archiv', 'Stempel', 'Kopf']);
});

const at = (text: string, line: number, x: number, y: number, width = 100, height = 30) => ({
  text,
  line,
  confidence: 90,
  box: { x, y, width, height },
});

it('sets aside lines that OCR read across the page', () => {
  const words = [
    at('Befund', 0, 100, 100),
    at('unauffällig', 0, 300, 102),
    at('Pat.:', 1, 200, 660),
    at('Kranz', 1, 400, 626),
    at('Kranzbichler', 2, 1500, 300, 25, 250),
  ];
  const read = ocrText({ words, text: '' });
  expect(read.words.map(({ aside }) => aside === true)).toEqual([false, false, true, true, true]);
});

it('joins names that OCR parted at their hyphen', () => {
  const word = (text: string, x: number, width: number) => ({
    text,
    line: 1,
    confidence: 90 - x / 100,
    box: { x, y: 100, width, height: 20 },
  });
  const read = (...words: readonly ReturnType<typeof word>[]) => ocrText({ words, text: '' });
  const joined = read(word('Vorname:', 0, 100), word('Ernst', 200, 60), word('-August', 267, 87));
  expect(joined.text).toBe('Vorname: Ernst-August');
  expect(joined.words[1]).toMatchObject({
    box: { x: 200, y: 100, width: 154, height: 20 },
    confidence: 90 - 267 / 100,
  });
  expect(read(word('Anna-', 200, 60), word('Lena,', 266, 40), word('Eva', 330, 40)).text).toBe('Anna-Lena, Eva');
  expect(read(word('Magen-', 200, 60), word('und', 266, 40)).text).toBe('Magen- und');
  expect(read(word('Ernst', 200, 60), word('-August', 290, 87)).text).toBe('Ernst -August');
  expect(read(word('5', 200, 10), word('-Polyp', 214, 87)).text).toBe('5 -Polyp');
});

it('finds the words that a span touches, in part as well', () => {
  const page = layerText([piece('Frau Kranz', 100, 100), piece('Befund', 100, 200)]);
  const span = { label: 'name', confidence: 1, reason: 'test' } as const;
  expect([...wordsIn(page, [{ ...span, start: 7, end: 13 }])]).toEqual([1, 2]);
});

it('parts columns by a tab, words by a blank', () => {
  const at = (text: string, x: number) => ({ text, box: { x, y: 0, width: 100, height: 20 }, line: 1, confidence: 95 });
  const { text, words } = inColumns(textOf([at('Name:', 0), at('Kranz', 120), at('Datum:', 400)]));
  expect(text).toBe('Name: Kranz\tDatum:');
  expect(words.map(({ start }) => start)).toEqual([0, 6, 12]);
});
