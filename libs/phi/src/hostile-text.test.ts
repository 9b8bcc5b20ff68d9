import { beforeAll, expect, it } from 'vitest';
import { findIdentifiers, readHeaderFields } from './index.js';

/**
 * Five thousand signs, a full page. A search that backtracks would take minutes here, not seconds. Processor time is
 * counted, so that what else runs on the machine decides nothing.
 */
const SIGNS = 5_000;
const DEADLINE_MICROSECONDS = 5_000_000;

/** Dictionaries are read with the first text. */
beforeAll(() => void findIdentifiers('Dr. Example', { mode: 'strict', known: [] }));

it.each([
  'Aa ',
  'Aaaa-',
  'A',
  '1',
  '1 ',
  '1.',
  '1/',
  'Dr. ',
  'A. ',
  'a.',
  '\n',
  '_',
  'Patient: ',
  'von der ',
  'Klinik der ',
  'Str. ',
])('a text of nothing but %j is read in time', (piece) => {
  const text = piece.repeat(Math.ceil(SIGNS / piece.length));
  const began = process.threadCpuUsage();
  findIdentifiers(text, { mode: 'strict', known: [{ name: 'last-name', value: 'Kranzbichler' }] });
  readHeaderFields(text);
  expect(process.threadCpuUsage(began).user).toBeLessThan(DEADLINE_MICROSECONDS);
});

it.each([' ', '\t', '\u00A0', ' \u200B'])('reads on behind sixty thousand blanks: %j', (blank) => {
  const text = `Patient: Kranz, Gerda${blank.repeat(60_000)}geb. 12.03.1950`;
  const found = findIdentifiers(text, { mode: 'strict' }).map(({ start, end }) => text.slice(start, end));
  expect(found).toContain('12.03.1950');
  expect(found.join(' ')).toContain('Kranz');
});
