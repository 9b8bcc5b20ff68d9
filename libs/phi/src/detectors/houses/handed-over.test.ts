import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('wards, rooms and beds as they are called in passing', () => {
  it.each([
    ['Übergabe Station 6 Ost\nZ1: darf essen\nZ 12T: Sonde', '6 Ost', '12T', 'Z1'],
    ['ICU BETT 7, ZIMMER 12', '7', '12'],
    ['liegt auf station pneu 2, zimmer 14', '2', '14'],
    ['und der Alte von der 3b?', '3b'],
    ['Konsil -> C5/Neuro', 'C5'],
    ['Stat. Intensiv 1', '1'],
    ['Bekommt Bett auf Wachstation 2', '2'],
    ['4411907 / CH3  Gewicht 92', 'CH3'],
    ['lebt in Ersonnen, Z 3.17', '3.17'],
    ['STATION: B2.14, Treffpunkt R 2.201', '2.14', '2.201'],
    ['Patient auf Med II nach Blutung (zi 9)', 'II', '9'],
    ['Sie lag auf der 41. Danach heim', '41'],
    ['zuweisend 4.3 / Herr Lang', '4.3'],
  ])('%j', (text, ...values) => {
    for (const value of values)
      expect(hidden(text)).not.toMatch(new RegExp(`(?<![\\p{L}\\d])${value}(?![\\p{L}\\d])`, 'u'));
  });

  it.each(['Lymphknoten Station 2, N1: kein Befall', 'Läsion von der 3 cm Marke', 'Z1: 40 cm, Z2: 38 cm ab Zahnreihe'])(
    '%j stays',
    (text) => expect(hidden(text).replace('[NUMMER]', '2')).toBe(text),
  );
});
