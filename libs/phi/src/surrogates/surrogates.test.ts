import { describe, expect, it } from 'vitest';
import { dateShiftOf, findIdentifiers, replaceWithSurrogates, shiftDate, type SurrogateSource } from '../index.js';
import { sexOfFirstName } from '../words/first-names.js';

const caseKey = Buffer.alloc(32, 7);
const source = { caseKey, shiftDays: -70, sex: 'female' as const };
const replaced = (text: string, other: Partial<SurrogateSource> = {}) =>
  replaceWithSurrogates(text, findIdentifiers(text), { ...source, ...other });
const nameIn = (text: string, pattern: RegExp) => pattern.exec(text)?.[1];

describe('surrogates', () => {
  const text =
    'Patientin: Kranzbichler, Mechthild geb. 12.07.1978, Fallnummer: 0000123456.\nFrau Kranzbichler kam am 20.03.2021, Fall-Nr. 123456.\nKRANZBICHLERS Magen ist unauffällig.';
  it('are the same for the same value within a case, in every spelling, and others in another case', () => {
    const said = replaced(text);
    const last = nameIn(said, /Patientin: (\p{L}+),/u)!;
    expect(last).not.toBe('Kranzbichler');
    expect(said).toContain(`Frau ${last} kam`);
    expect(said).toContain(`${last.toUpperCase()}S Magen ist unauffällig`);
    const number = nameIn(said, /Fallnummer: 0000(\d{6})/u)!;
    expect(said).toContain(`Fall-Nr. ${number}`);
    expect(replaced(text)).toBe(said);
    expect(replaced(text, { caseKey: Buffer.alloc(32, 8) })).not.toBe(said);
  });
  it('leave nothing of the values', () => {
    expect(replaced(text)).not.toMatch(/kranzbichler|mechthild|123456|12\.07\.1978|20\.03\.2021/iu);
  });
  it('keep intervals between dates', () => {
    const [birth, visit] = [...replaced(text).matchAll(/(\d{2})\.(\d{2})\.(\d{4})/gu)].map(
      ([, d, m, y]) => Date.UTC(Number(y), Number(m) - 1, Number(d)) / 86_400_000,
    );
    expect(visit! - birth!).toBe((Date.UTC(2021, 2, 20) - Date.UTC(1978, 6, 12)) / 86_400_000);
  });
  it('without a known patient dates become tags', () => {
    expect(replaced(text, { shiftDays: undefined })).toContain('geb. [DATUM]');
  });
  it('a first name goes by its sex', () => {
    for (let seed = 0; seed < 8; seed += 1) {
      const said = replaced('Herr Gernot Kranzbichler kam.', { caseKey: Buffer.alloc(32, seed) });
      expect(said).not.toContain('Gernot');
      expect(sexOfFirstName(nameIn(said, /Herr (\p{L}+)/u)!)).not.toBe('female');
    }
  });
});

it.each([
  ['12.07.1978', '19.07.1978'],
  ['1978-07-12', '1978-07-19'],
  ['3.1.21', '10.1.21'],
  ['28. Dezember 2020', '4. Januar 2021'],
  ['28/12/2020', '04/01/2021'],
  ['Juli 2019', 'Juli 2019'],
  ['07/2019', '07/2019'],
  ['2019', '2019'],
])('%s moves a week to %s', (written, expected) => expect(shiftDate(written, 7)).toBe(expected));
it.each(['30.02.1950', 'Heiligabend', '12.07.', 'Foo 2019'])('%s does not move', (written) =>
  expect(shiftDate(written, 7)).toBeUndefined(),
);

it('a patient’s offset is whole weeks into the past, the same for every spelling, and secret', () => {
  const patient = { lastName: 'Müllerbach', firstName: 'Thea', birthDate: '1990-01-01' };
  const shift = dateShiftOf(caseKey, patient);
  expect(shift % 7 === 0 || Object.is(shift % 7, -0)).toBe(true);
  expect(shift).toBeLessThanOrEqual(-35);
  expect(dateShiftOf(caseKey, { ...patient, lastName: 'MÜLLERBACH ' })).toBe(shift);
  const others = Array.from({ length: 40 }, (_, i) => dateShiftOf(Buffer.alloc(32, i), patient));
  expect(new Set(others).size).toBeGreaterThan(25);
});
