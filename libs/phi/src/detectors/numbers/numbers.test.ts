import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';
import * as check from './check-digits.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

/** Published or constructed numbers; nobody has them. */
const vectors: readonly (readonly [string, (text: string) => boolean, readonly string[], readonly string[]])[] = [
  [
    'KVNR',
    check.isKvnr,
    ['A000500015', 'C000500021', 'A123456780', 'M123456785', 'Z999999997'],
    ['A123456787', 'M123456789', 'A000500010'],
  ],
  ['LANR', check.isLanr, ['123456601', '234567701', '987654401', '999999901'], ['123456901', '234567601']],
  ['RVNR', check.isRvnr, ['15070649C103', '65070803A019', '38551285K051'], ['15070649C104']],
  ['IK', check.isIk, ['101575519', '108018007', '109519005'], ['101575518', '108018000']],
  ['tax id', check.isTaxId, ['86095742719'], ['86095742718']],
  ['NHS', check.isNhs, ['9434765919'], ['9434765918']],
  ['SVNR', check.isSvnr, ['1237010180'], ['1238010180']],
  ['AHV', check.isAhv, ['7569217076985'], ['7569217076984']],
  [
    'IBAN',
    check.isIban,
    ['DE89370400440532013000', 'GB29NWBK60161331926819', 'AT611904300234573201', 'CH9300762011623852957'],
    ['DE89370400440532013001'],
  ],
  ['PZN', check.isPzn, ['27580899'], ['27580898']],
  ['NPI', check.isNpi, ['1234567893'], ['1234567890']],
  ['ID card', check.isIdCard, ['L01X00T44', 'C01X00T41'], ['L01X00T45']],
];

describe.each(vectors)('%s', (_, isRight, right, wrong) => {
  it.each(right)('%s has its check digit', (number) => expect(isRight(number)).toBe(true));
  it.each(wrong)('%s has not', (number) => expect(isRight(number)).toBe(false));
});

describe('numbers', () => {
  it.each([
    'Fallnummer: 0000123456',
    'Fall.Nr.: 12345678',
    'Fall-Nr 4711',
    'Pat.Nr.: 0001234567',
    'Patienten-ID: 884422',
    'Aufnahme-Nr.: 2021-55-771',
    'Eingangs-Nr.: E/2021/04711',
    'Histologie-Nr.: H/2021/12345',
    'Histo 21-04711',
    'PID 99-1234',
    'MRN: 00448812',
    'NHS No 943 476 5918',
    'NHS 943 476 5919',
    'SSN 123-45-6789',
    'KVNR M123456789',
    'Versicherten-Nr.: A 123 456 787',
    'LANR 123456901',
    'BSNR: 123456700',
    'IK 101575518',
    'RVNR 15 070649 C 104',
    'IBAN DE89 3704 0044 0532 0130 00',
    'IBAN: DE89370400440532013001',
    'Steuer-ID: 86 095 742 718',
    'AB 12 34 56 C',
    'Hosp No: T445566',
    'Auftragsnummer 20230455',
    'Barcode: 4006381333931',
    'Proben-Nr. 7788/23',
    '1237 010180',
    '756.9217.0769.85',
    'WÜ-AB 123',
    'Seriennummer: 2943217',
    'SN 2943217',
    'S/N: 7A-44121',
    'Zimmer 119',
    'Station A31',
    'A12345/67',
  ])('%s is hidden, whatever its check digit says', (text) => {
    expect(hidden(text)).not.toMatch(/\d{2}/u);
  });

  it('tells a number whose check digit is right', () => {
    const reasons = findIdentifiers('Mitglied A123456780 der Kasse').map(({ reason }) => reason);
    expect(reasons).toContain('id.kvnr.checked');
  });

  it.each([
    '250000 U/l',
    'Thrombozyten 234000/µl',
    'PZN 27580899',
    'OPS 5-452.61',
    'K63.5',
    '1000 ml',
    '120/80 mmHg',
    '15 Ch',
  ])('%s is medicine', (text) => {
    expect(hidden(text)).toBe(text);
  });
});
