import { expect, it } from 'vitest';
import { KnownNeedles } from '../known/known-needles.js';
import { saysIdentifier, textOf } from './page-text.js';

const word = (text: string, x: number, confidence = 90) => ({
  text,
  confidence,
  line: 1,
  box: { x, y: 10, width: 50, height: 20 },
});
const read = (...words: ReturnType<typeof word>[]) => textOf({ words, text: '' }, 80);

it('joins words that stand beside each other', () => {
  expect(read(word('Herr', 0), word('Kranzbichler', 60))).toBe('Herr Kranzbichler');
});

it.each([
  ['a wide gap', [word('Herr', 0), word('Untersuchung', 120)]],
  ['a wide gap on a page that stands on its head', [word('Herr', 300), word('Untersuchung', 180)]],
  ['a word that was not read surely', [word('Herr', 0), word('hal', 60, 40), word('Untersuchung', 110)]],
])('parts what %s lies between', (_, words) => {
  expect(read(...words)).toBe('Herr ¦ Untersuchung');
});

it.each([
  ['what it guesses on black', 0, 70, ''],
  ['letters that it is certain of, white on black', 0, 90, 'Kranzbichler'],
  ['letters on grey', 80, 70, 'Kranzbichler'],
])('of a bar reads %s as it should', (_, value, confidence, text) => {
  const page = { width: 200, height: 50, gray: Buffer.alloc(10_000, value), pgm: Buffer.alloc(0) };
  expect(textOf({ words: [word('Kranzbichler', 0, confidence)], text: '' }, 40, page)).toBe(text);
});

it.each([
  ['a long value of the case, however doubtful', 'Kranzbichler', 12, true],
  ['a short one that is doubtful', 'Roth', 12, false],
  ['a short one that is likely', 'Roth', 60, true],
  ['a shape that is doubtful', '14.03.2021', 12, false],
])('counts %s', (_, text, confidence, counts) => {
  const needles = new KnownNeedles(['Kranzbichler', 'Roth'].map((value) => ({ name: 'last-name', value })));
  expect(saysIdentifier({ words: [word(text, 0, confidence)], text }, 40, needles)).toBe(counts);
});
