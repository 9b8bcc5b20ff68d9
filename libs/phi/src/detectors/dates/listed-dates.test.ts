import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('dates in a row and in the shape of findings', () => {
  it.each([
    'Sputum 4., 5. und 7.11. negativ',
    'gesehen am 2., 9. und 30.11.2017',
    'Kur für IX/86 befürwortet',
    'Z.n. Exzision XI/09',
    'PTA 10/2015 und 06.17',
    'seit 05.18 bekannt',
    'MRT 16-10 unauffällig',
    'Seit dem 5. Husten und Fieber',
    'Infusion am 2., 9. und 16. des Monats',
    'Gabe am 3. und 17. d. M.',
    'im Urlaub von 12 bis 18.7.',
    'vom 6. auf den 7. Juni',
    'von 6. auf 7.6. unruhig',
    'Aufn.: 18/10 Entl.: 23/10',
  ])('%j tells no day', (text) => expect(hidden(text)).not.toMatch(/\d/u));

  it('months before the one that has its year', () => {
    expect(hidden('Kontrolle Mai, August und November 2016.')).not.toMatch(/Mai|August|November/u);
  });

  it.each([
    'NYHA II/III',
    'von 5 bis 7 Sitzungen',
    'Score von 4 bis 7.1 Punkte',
    'Aufnahme 12/25 Punkte',
    'vom 3. Tag an',
    'ASA II, Grad III',
    'Ketten 2, 4 und 6 cm',
    'Hb 05.18 g/dl',
    'Seit dem 3. Tag afebril',
    'um 07.30 Uhr',
    'Faktor V Leiden',
    'Mai-Thurner-Syndrom',
  ])('%j is none', (text) => expect(hidden(text)).toBe(text));
});
