import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('a street with everything behind its number', () => {
  it.each([
    ['wohnhaft Ahornstraße 77 Top 4, Befund folgt', 'Ahornstraße', '77', 'Top', '4'],
    ['Adresse: Kirchfelder Str. 44/II/9, 8052 Graz', '44', 'II', '9'],
    ['Ordination Tarviser Ring 9/1. Stock, 9020 Klagenfurt', '9', 'Stock'],
    ['Adresse: Lindengasse 12/Stiege 3/Tür 14, 1070 Wien', '12', 'Stiege', '3', 'Tür', '14'],
  ])('%j', (text, ...values) => {
    const left = hidden(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each(['Polyp bei 14/II/b nach Paris', 'Kontrolle im Stock, 3. Etage des Hauses'])('%j stays', (text) =>
    expect(hidden(text)).toBe(text),
  );
});

describe('a street of any name beside its town', () => {
  it.each([
    ['4020 Linz, Weberstätte 6    Tel. 0732/7677-4410', 'Weberstätte', '6'],
    ['Kurze Reihe 12 b - 26789 Leer', 'Kurze', 'Reihe', '12', 'b'],
    ['9400 Rorschach · Obere Wiedenpeunt 4a · Tel. 071 858 31 11', 'Wiedenpeunt', '4a'],
    ['geb. 08.12.1996, wh. 5071 Wullers, Käferheimerstraße 77', '5071', 'Wullers', 'Käferheimerstraße'],
    ['wohnh.: 6170 Zürl, Am Gaisbichl 3', '6170', 'Zürl', 'Gaisbichl'],
  ])('%j', (text, ...values) => {
    const left = hidden(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each(['Insgesamt 5000 Einheiten, Dosis 2 abends', 'Bolus mit 1000 Einheiten, Stufe 6'])('%j stays', (text) =>
    expect(hidden(text)).toBe(text),
  );
});
