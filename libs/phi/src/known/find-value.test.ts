import type { KnownValue } from '@endoveil/contracts';
import { describe, expect, it } from 'vitest';
import { findKnown, redact } from '../index.js';

const without = (text: string, name: KnownValue['name'], value: string) =>
  redact(text, findKnown(text, [{ name, value }]), 'blocks');

describe('a known name', () => {
  it.each([
    ['Müllerbach', 'MÜLLERBACH Muellerbach Mu\u0308llerbach müllerbachs Mullerbach Müllerbaoh'],
    ['Kranzbichler', 'Kranz-\nbichler K r a n z b i c h l e r Kranzbich1er KRANZBICHLERS'.replace('1', 'I')],
    ['Sauerbeck-Lohr', 'Sauerbeck Lohr SAUERBECK-LOHR Lohr-Sauerbeck Sauerbeck- Lohr'],
    ['Grüßmacher', 'Grüssmacher GRÜSSMACHER Gruessmacher Grußmacher'],
    ['Władysław', 'Wladyslaw WŁADYSŁAW'],
    ['Ağdemir', 'Agdemir AĞDEMİR'],
    ['Kranzbichler, Mechthild', 'Mechthild Kranzbichler / Kranzbichler Mechthild'],
  ])('%s is found in every spelling', (value, text) => {
    expect(without(text, 'last-name', value)).not.toMatch(/\p{L}/u);
  });

  it('of two letters is found as it is written, and the word of the same letters stays', () => {
    expect(without('Herr Li hat links (li.) Schmerzen', 'last-name', 'Li')).toBe('Herr ██ hat links (li.) Schmerzen');
  });

  it('leaves particles and titles alone', () => {
    expect(without('von der Klinik, Dr. med. Fuchs', 'last-name', 'von der Tiefenthal')).toBe(
      'von der Klinik, Dr. med. Fuchs',
    );
    expect(without('med. Klinik', 'examiner', 'Dr. med. Sauerbeck')).toBe('med. Klinik');
  });

  it.each(['Kranz', 'Bichler', 'Kranzbach'])('does not reach %s', (other) => {
    expect(without(other, 'last-name', 'Kranzbichler')).toBe(other);
  });
});

describe('a known number', () => {
  it.each([
    '0000123456',
    '123456',
    '123 456',
    '12-34-56',
    '00123456',
    'O0123456',
    'l23456',
    '12345b'.replace('b', '6'),
  ])('%s is the same case', (text) => {
    expect(without(`Fall ${text}.`, 'case-number', '0000123456')).toMatch(/^Fall [█ ]+\.$/u);
  });
  it.each(['1123456', '1234567'])('%s is another', (text) => {
    expect(without(text, 'case-number', '0000123456')).toBe(text);
  });
});

describe('a known day', () => {
  it.each(
    '12.07.1978;12.7.78;12/07/1978;07/12/1978;1978-07-12;19780712;12071978;12. Juli 1978;12 Jul 1978;12JUL1978;July 12, 1978;12. 07. 1978;12-07-1978'
      .split(';')
      .map((text) => [text]),
  )('%s', (text) => {
    expect(without(text, 'birth-date', '1978-07-12')).not.toMatch(/[\p{L}\d]/u);
    expect(without(text, 'birth-date', '12.07.1978')).not.toMatch(/[\p{L}\d]/u);
  });
  it('is no other day', () => {
    expect(without('13.07.1978', 'birth-date', '1978-07-12')).toBe('13.07.1978');
  });
  it('1990-01-01 is a birth date like any other', () => {
    expect(without('geb. 01.01.1990', 'birth-date', '1990-01-01')).toBe('geb. ██████████');
  });
});

it('a time is found to the minute; sex and device are not searched', () => {
  expect(without('um 09:41 Uhr', 'exam-time', '09:41:22')).toBe('um █████ Uhr');
  expect(without('female GIF-H190', 'sex', 'female')).toBe('female GIF-H190');
  expect(without('female GIF-H190', 'device', 'GIF-H190')).toBe('female GIF-H190');
});

it('any known value is found wherever it is put, whatever stands around it', () => {
  const names = ['Öttinghaus', 'Zschiedrich', 'Przybylak', 'Wöhrlemann', "O'Brannagh"];
  const around = [' ', '\n', '(', '„', '/', ':', ',', '.', '\t', '-', '…'];
  for (const name of names)
    for (const before of around)
      for (const after of around)
        for (const shape of [name, name.toUpperCase(), name.normalize('NFD'), `${name}s`]) {
          const text = `Befund${before}${shape}${after}Magen`.normalize('NFC');
          expect(without(text, 'last-name', name), JSON.stringify(text)).not.toMatch(
            new RegExp(name.slice(0, 4), 'iu'),
          );
        }
});
