import { expect, it } from 'vitest';
import { genericIdentifiersIn } from './generic-identifiers.js';

it.each([
  ['vom 14.03.2021', 'date'],
  ['14 / 3 / 2021', 'date'],
  ['2021-03-14', 'iso-date'],
  ['am 14. März 2021', 'date-in-words'],
  ['14-MAR-2021', 'date-in-words'],
  ['geb. 3.1', 'born'],
  ['geb. am 03', 'born'],
  ['geboren 1953', 'born'],
  ['geb. 3. März', 'born'],
  ['a.muster@klinik.de', 'e-mail'],
  ['www.klinik.de', 'web'],
  ['Tel. 09876 555-12', 'phone'],
  ['+49 9876 555120', 'international-phone'],
  ['0171 234 5678', 'trunk-phone'],
  ['unter 09876/555-120', 'trunk-phone'],
  ['A123456789', 'insurance'],
  ['KV-Nr. A 123 456 780', 'spaced-number'],
  ['M123 456 785', 'spaced-number'],
  ['86 095 742 719', 'spaced-number'],
  ['NHS 943 476 5919', 'spaced-number'],
  ['DE12 3456 7890 1234 5678 90', 'iban'],
  ['Nr. 12345678', 'long-number'],
  ['Dr. med. univ. Tannenberg', 'person'],
  ['Herrn Tannenberg', 'person'],
  ['HERRN TANNENBERG', 'person'],
  ['Frau Dr. K. Tannenberg', 'person'],
  ['Herr von der Tanne', 'person'],
  ['Frau Rau', 'person'],
  ['Lindenstr. 12', 'street'],
  ['zuletzt 14.03.21', 'short-date'],
  ['Patient: Tannenberg, Emre', 'comma-name'],
])('%j holds a %s', (text, kind) => {
  expect(genericIdentifiersIn(text)).toContain(kind);
});

it.each([
  'Verdacht auf Barrett-Ösophagus, Prag C1M2, Los Angeles Grad B.',
  'Propofol 120 mg i.v., Sauerstoff 2 l/min, RR 120/80 mmHg',
  'Polyp 12 x 8 mm bei 38 cm, K63.5, OPS 5-452.61',
  'BBPS 3-3-3, Paris 0-IIa, Billroth II, Forrest Ib',
  'Pantoprazol 40 mg 1-0-1 für 8 Wochen',
  'Mit freundlichen kollegialen Grüßen Dr. med.',
  'Sehr geehrter Herr Kollege, sehr geehrte Frau Kollegin,',
  'sehr geehrter Herr Koliege, sehr geehrte Frau Koilegin,',
  'HERR KOLLEGE, HERR PROFESSOR, FRAU DOKTOR',
  'Frau Dr. ¦ Dr. K. ¦ und Herr von',
  '09:30 12, 0,125 12 13, 012, 08 12 14 16 18, 1 0 1 0 1 0, 2024/0012',
  'M123 456 789, 86 095 742 718, 943 476 5918, 120 080 7218 ml, B 120 130 140',
  'Abb. 2.1.10, Version 10.12.2, Gleichung 12.13.14, 100.12.11.10',
  'Herr                hat die Untersuchung gut vertragen.',
  'Dr. med. ¦ Assistenz: ¦',
  // what OCR makes of a box's edge
  'Herrn ¦ Geboren 2',
])('%j holds none', (text) => {
  expect(genericIdentifiersIn(text)).toEqual([]);
});

it('reads words of any length in one pass', () => {
  for (const text of ['a'.repeat(50_000), 'Aa'.repeat(50_000), `Tel. ${'1 '.repeat(50_000)}x`, '1'.repeat(50_000)])
    expect(genericIdentifiersIn(text)).not.toContain('e-mail');
});

it('takes no word of another line, or beyond a covered gap, for the name behind a title', () => {
  expect(genericIdentifiersIn('Herrn\n\n\nPatient: geb. am')).toEqual([]);
  expect(genericIdentifiersIn('Frau                Untersuchung vom')).toEqual([]);
  expect(genericIdentifiersIn('Frau Kranzbichler')).toContain('person');
});

it('takes no number of another line, or beyond a covered gap, for a birth date or a telephone', () => {
  expect(genericIdentifiersIn('Patient: geb.\n1. Unters.: U-datum:')).toEqual([]);
  expect(genericIdentifiersIn('Patient: geb.            09:32')).toEqual([]);
  expect(genericIdentifiersIn('Tel. Fax\n12 3456 (7)')).toEqual([]);
});
