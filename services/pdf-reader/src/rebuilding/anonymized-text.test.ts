import type { KnownValue } from '@endoveil/contracts';
import { findIdentifiers } from '@endoveil/phi';
import { expect, it } from 'vitest';
import { anonymizedText, sayingOf } from './anonymized-text.js';
import { textOf } from '../reading/page-words.js';

const keys = { pseudonym: Buffer.alloc(32, 1), dateShift: Buffer.alloc(32, 2) };
const lines = ['Patient: Kranzbichler, Mechthild geb. 12.07.1978', 'Magen unauffällig kritzel'];
const page = textOf(
  lines.flatMap((text, line) =>
    text.split(' ').map((word, x) => ({ text: word, line, confidence: 90, box: { x, y: line, width: 1, height: 1 } })),
  ),
);
const keep = new Set(['Patient:', 'geb.', 'Magen', 'unauffällig']);
const surviving = page.words.filter(({ text }) => keep.has(text));
const fields = [
  { name: 'last-name', value: 'Kranzbichler' },
  { name: 'first-name', value: 'Mechthild' },
  { name: 'birth-date', value: '1978-07-12' },
] as const;

const found = (known: readonly KnownValue[]) => findIdentifiers(page.text, { known, mode: 'strict' });
const spans = found([]);

it('says what kind of value stood there, and […] for what no rule names', () => {
  expect(anonymizedText(page, surviving, spans, [], sayingOf(undefined, fields))).toBe(
    'Patient: [NAME] geb. [DATUM]\nMagen unauffällig […]',
  );
});

it('says stand-ins, the same in every report of a patient', () => {
  const saying = sayingOf(keys, fields);
  const text = anonymizedText(page, surviving, spans, [], saying);
  expect(text).toMatch(/^Patient: \p{Lu}\p{L}+ \p{Lu}\p{L}+ geb\. \d\d\.\d\d\.\d{4}\nMagen unauffällig \[…\]$/u);
  expect(text).not.toMatch(/Kranzbichler|Mechthild|12\.07\.1978/u);
  expect(anonymizedText(page, surviving, spans, [], sayingOf(keys, fields))).toBe(text);
});

it('tells its stand-ins, and takes none that is somebody of the case', () => {
  const told: string[] = [];
  const said = (known: readonly { name: 'last-name'; value: string }[]) =>
    anonymizedText(page, surviving, found(known), known, sayingOf(keys, fields), (standIn) => told.push(standIn));
  const text = said([]);
  expect(told.length).toBeGreaterThan(1);
  for (const standIn of told) expect(text).toContain(standIn);
  const [name] = told;
  expect(said([{ name: 'last-name', value: name! }])).not.toContain(name);
});

it('an unknown patient has stand-ins of this report alone and no dates', () => {
  const [one, other] = [sayingOf(keys, fields.slice(1)), sayingOf(keys, fields.slice(1))];
  expect(one?.shiftDays).toBeUndefined();
  expect(one?.caseKey).not.toEqual(other?.caseKey);
});
