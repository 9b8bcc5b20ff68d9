import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('contacts', () => {
  it.each([
    'Tel.: 0999/12345-678',
    'Tel. 0999 201-12345',
    'Telefon: +49 (0)999 201-12345',
    'Fax: 0999 / 20-12346',
    'Telefax 0999 20112346',
    '(Tel. 12345)',
    'Durchwahl -4711',
    'DECT 4711',
    '0999/1234567',
    '+43(0)999 775-8422334',
    'Phone: 020 7946 0958',
    'Handy 0699-1234567',
  ])('%s has no digits left', (text) => {
    expect(hidden(text)).not.toMatch(/\d{2}/u);
  });

  it.each([
    ['m.kranzbichler@klinik-musterhausen.de', 'kranzbichler'],
    ['kranzbichler (at) klinik-musterhausen.de', 'kranzbichler'],
    ['www.klinik-musterhausen.de', 'musterhausen'],
    ['https://portal.musterhausen.example/befund?id=4711', 'musterhausen'],
    ['\\\\srv\\befunde\\Kranzbichler_M.pdf', 'Kranzbichler'],
    ['C:\\Befunde\\Kranzbichler.pdf', 'Kranzbichler'],
    ['/home/kranzbichler/befund.pdf', 'kranzbichler'],
    ['Diktatzeichen: abc/xyz', 'abc'],
    ['10.20.30.40', '10.20.30.40'],
  ])('%s', (text, value) => {
    expect(hidden(`Siehe ${text} dazu`)).not.toContain(value);
  });

  it.each(['Puls 72/min, RR 130/80', 'Polyp 12 mm bei 35 cm', 'Gerät GIF-H190'])('%s is no contact', (text) => {
    expect(hidden(text)).toBe(text);
  });
});
