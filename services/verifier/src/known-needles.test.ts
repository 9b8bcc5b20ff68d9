import type { KnownValue } from '@endoveil/contracts';
import { describe, expect, it } from 'vitest';
import { KnownNeedles } from './known-needles.js';

const known = (name: KnownValue['name'], value: string) => new KnownNeedles([{ name, value }]);

describe('a known value in a text', () => {
  it.each<[KnownValue['name'], string, string]>([
    ['last-name', 'Wöhrlemann', 'FRAU WÖHRLEMANN'],
    ['last-name', 'Wöhrlemann', 'Frau Woehrlemann'],
    ['last-name', 'Wöhrlemann', 'Frau Wohrlemann'],
    ['last-name', 'Wöhrlemann', 'Wöhrlemanns Befund'],
    ['last-name', 'Wöhrlemann', 'WöhrIemann'],
    ['last-name', 'Grüßmacher', 'GRUESSMACHER'],
    ['last-name', 'Ağdemir', 'Agdemir, Emre'],
    ['first-name', 'Władysław', 'Wladyslaw'],
    ['last-name', 'Sauerbeck-Lohr', 'Frau Lohr'],
    ['first-name', 'Emre', 'EMRE'],
    ['birth-date', '1961-07-04', 'geb. 04.07.1961'],
    ['birth-date', '1961-07-04', '4.7.61'],
    ['birth-date', '1961-07-04', 'DOB 07/04/1961'],
    ['birth-date', '1961-07-04', '19610704'],
    ['birth-date', '1961-07-04', '04. 07. 1961'],
    ['birth-date', '1961-07-04', 'geb. 4. Juli 1961'],
    ['birth-date', '1961-07-04', '04-JUL-1961'],
    ['birth-date', '1961-03-04', 'am 4. März 1961'],
    ['birth-date', '1961-03-04', 'born March 4, 1961'],
    ['birth-date', '1961-10-04', '4 Okt 1961'],
    ['case-number', '0041234567', 'Fall 41234567'],
    ['case-number', '0041234567', 'Fall 004 1234 567'],
    ['patient-id', 'P-4711-08', 'ID P471108'],
    ['institution', 'Klinikum Musterhausen', 'klinikum  musterhausen'],
  ])('%s %s is found in “%s”', (name, value, text) => {
    expect(known(name, value).areIn(text)).toBe(true);
  });

  it.each<[KnownValue['name'], string, string]>([
    ['last-name', 'Wöhrlemann', 'Die Schleimhaut ist gerötet.'],
    ['first-name', 'Emre', 'Extremer Befund'],
    ['birth-date', '1961-07-04', 'am 05.07.1961 und 1961'],
    ['case-number', '0041234567', 'Größe 41 mm, 2345 Zellen'],
    ['institution', 'Klinikum Musterhausen', 'das Klinikum'],
    ['sex', 'female', 'female'],
  ])('%s %s is not seen in “%s”', (name, value, text) => {
    expect(known(name, value).areIn(text)).toBe(false);
  });

  it('counts what it searches for', () => {
    const values: KnownValue[] = [
      { name: 'last-name', value: 'Ağdemir' },
      { name: 'sex', value: 'male' },
    ];
    expect(new KnownNeedles(values).count).toBe(1);
  });
});

describe('a known value in bytes', () => {
  const value = 'Wöhrlemann';
  const utf8 = Buffer.from(value);
  it.each<[string, Buffer]>([
    ['UTF-8', utf8],
    ['Latin-1', Buffer.from(value, 'latin1')],
    ['UTF-16, little end first', Buffer.from(value, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(value, 'utf16le').swap16()],
    ['capitals', Buffer.from(value.toUpperCase())],
    ['small letters', Buffer.from(value.toLowerCase())],
    ['letters with their marks apart', Buffer.from(value.normalize('NFD'))],
    ['hexadecimal', Buffer.from(utf8.toString('hex'))],
    ['an address', Buffer.from(encodeURIComponent(value))],
    ['backwards', Buffer.from(utf8.toReversed())],
    ...[0, 1, 2].map((shift): [string, Buffer] => [
      `base64 after ${shift} other bytes`,
      Buffer.from(Buffer.concat([Buffer.alloc(shift, 120), utf8, Buffer.from('xy')]).toString('base64')),
    ]),
  ])('is found as %s', (_, written) => {
    const needles = known('last-name', value);
    const around = Buffer.from('\0\u0001 some other bytes 12 ');
    expect(needles.areInBytes(Buffer.concat([around, written, around]))).toBe(true);
    expect(needles.areInBytes(Buffer.concat([around, around]))).toBe(false);
  });

  it('takes four letters for a name in a header, and for chance among millions of bytes', () => {
    const name = Buffer.from('Emre');
    expect(known('first-name', 'Emre').areInBytes(Buffer.concat([Buffer.alloc(1000), name]))).toBe(true);
    expect(known('first-name', 'Emre').areInBytes(Buffer.concat([Buffer.alloc(20e6), name]))).toBe(false);
    expect(known('last-name', 'Öttinghaus').areInBytes(Buffer.concat([Buffer.alloc(20e6), utf8]))).toBe(false);
    expect(known('last-name', value).areInBytes(Buffer.concat([Buffer.alloc(20e6), utf8]))).toBe(true);
  });

  it.each(['04.07.1961', '1961-07-04', '19610704', '04/07/1961'])('finds a birth date written %s', (written) => {
    expect(known('birth-date', '1961-07-04').areInBytes(Buffer.from(`Comment ${written} end`))).toBe(true);
  });
});
