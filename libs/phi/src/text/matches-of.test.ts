import { expect, it } from 'vitest';
import { matchesOf } from './matches-of.js';

const text = 'Größe 12 mm, 3\u{1F9EA}7 am 12.03.';

it.each([
  /\d+/gu,
  /(?<day>\d\d)\.(?<month>\d\d)\./dgu,
  /x*/gu,
  /x*/g,
  /(?=\p{L})/gu,
  /\p{L}+(?=\s)|$/gu,
  /^G|\.$/gmu,
  /\d/giu,
  /Nothing/gu,
])('finds with %s what matchAll finds', (pattern) => {
  const plain = (matches: Iterable<RegExpExecArray>) =>
    [...matches].map(({ index, groups, indices, 0: match }) => ({ index, match, groups, indices }));
  expect(plain(matchesOf(text, pattern))).toEqual(plain(text.matchAll(pattern)));
  expect(matchesOf('', pattern).length).toBe([...''.matchAll(pattern)].length);
});

it('begins at the beginning, whatever was searched before, and leaves the pattern so', () => {
  const number = /\d+/gu;
  number.test(text);
  expect(matchesOf(text, number)[0]![0]).toBe('12');
  expect(number.lastIndex).toBe(0);
});

it('refuses a pattern that would match once and again at the same place', () => {
  expect(() => matchesOf(text, /\d/u)).toThrow('needs the flag g');
});
