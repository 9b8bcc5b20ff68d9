import { expect, it } from 'vitest';
import { findIdentifiers, readHeaderFields } from './index.js';

/** Five thousand signs, a full page. A search that backtracks would take minutes here, not seconds. */
const SIGNS = 5_000;
const DEADLINE_MS = 5_000;

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
  const began = performance.now();
  findIdentifiers(text, { mode: 'strict', known: [{ name: 'last-name', value: 'Kranzbichler' }] });
  readHeaderFields(text);
  expect(performance.now() - began).toBeLessThan(DEADLINE_MS);
});
