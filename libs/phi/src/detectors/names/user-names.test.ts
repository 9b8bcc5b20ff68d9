import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('user names and dictation marks', () => {
  it.each([
    ['erstellt: mhorn04 / gedruckt 03.02.19 08:11', 'horn'],
    ['Druck: pwasch 01.03.21 06:10', 'pwasch'],
    ['erf.: KLOTZM1', 'KLOTZ'],
    ['(diktiert/korrigiert BerA / kw)', 'BerA', 'kw'],
    ['Bearb.: tlorenzen', 'tlorenzen'],
    ['vis.: hgrubic', 'hgrubic'],
    ['Vidierung: fkes', 'fkes'],
    ['Sekretariat: nks_wagner', 'nks'],
    ['Hz. mb-kl', 'mb-kl'],
    ['Diktat: hbr | Schreiben: ext-07', 'hbr', 'ext-07'],
    ['User: A.MEISE2', 'MEISE'],
    ['freigegeben von rtaubert am', 'rtaubert'],
    ['SB: XKL7', 'XKL7'],
    ['Kürzel: Ho/Mü', 'Ho', 'Mü'],
    ['Protokoll: hell/gz', 'hell', 'gz'],
    ['K. Kranz / wk-jb', 'wk-jb'],
    ['Oberkranz, 7.12.2031 wk/jb\nSehr geehrte Frau Kollegin', 'wk/jb'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each(['Dr.Be/ts', 'S/kl', 'FÄ/ZO2', 'bru/wi', 'Zim/Ke'])('%s at the end of a letter', (mark) => {
    expect(hidden(`Wir danken für die Überweisung.\n\n${mark}\n`)).not.toContain(mark);
  });

  it.each([
    'Druck: normal',
    'Blutdruck: 120/80',
    'Schreiben vom Vortag erhalten',
    'Augen re/li gleich',
    'Diktat: unkorrigiert',
    'Kontrolle der Drainage',
    'erstellt am Vortag',
    'Protokoll vom Vortag',
  ])('%j is none', (text) => expect(hidden(text)).toBe(text));
});
