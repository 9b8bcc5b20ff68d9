import { inventedLetters, inventedNameWords } from '@endoveil/testing';
import { describe, expect, it } from 'vitest';
import { exchangeNames, measureLetters } from './index.js';
import { firstName } from './words/first-names.js';
import { lastName } from './words/last-names.js';

const SLOW_MS = 60_000;
const rate = (share: { readonly found: number; readonly of: number } | undefined) =>
  share && share.of > 0 ? share.found / share.of : 1;

describe.each(['dev', 'held-out'] as const)('letters of the %s half', (half) => {
  it(
    'without a language model lose nearly every identifier and little else',
    () => {
      const measure = measureLetters(inventedLetters(25, 1, half), { mode: 'strict' });
      expect(rate(measure.byFamily.names?.characters)).toBeGreaterThanOrEqual(0.985);
      expect(rate(measure.byFamily.dates?.characters)).toBeGreaterThanOrEqual(0.99);
      expect(rate(measure.byFamily.ids?.characters)).toBeGreaterThanOrEqual(0.97);
      expect(rate(measure.removedOutside)).toBeLessThanOrEqual(0.05);
    },
    SLOW_MS,
  );
});

it('are of people who stand on no list', () => {
  const listed = inventedNameWords.filter((word) => firstName(word) === 'yes' || lastName(word) === 'yes');
  expect(listed.length / inventedNameWords.length).toBeLessThan(0.1);
});

it('the same seed gives the same letters, and marks what it says', () => {
  const [one, other] = [inventedLetters(3, 9, 'dev'), inventedLetters(3, 9, 'dev')];
  expect(one).toEqual(other);
  expect(inventedLetters(3, 10, 'dev')).not.toEqual(one);
  for (const { text, entities } of one)
    for (const { start, end } of entities) expect(text.slice(start, end)).toMatch(/^\S(?:.*\S)?$/su);
});

it('exchanged names are marked where they stand', () => {
  const letter = {
    id: 'a',
    text: 'Herr Kranzbichler kam am 1.2.2020. KRANZBICHLER ging.',
    entities: [
      { start: 5, end: 17, label: 'NAME_PATIENT' },
      { start: 25, end: 33, label: 'DATE' },
      { start: 35, end: 47, label: 'NAME_PATIENT' },
    ],
  };
  const { letter: other } = exchangeNames(letter, () => 0.3);
  const [first, date, again] = other.entities.map(({ start, end }) => other.text.slice(start, end));
  expect(other.text).not.toMatch(/kranzbichler/iu);
  expect(date).toBe('1.2.2020');
  expect(again).toBe(first!.toUpperCase());
});
