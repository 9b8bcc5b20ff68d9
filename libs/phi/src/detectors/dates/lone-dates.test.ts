import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('a day, month or year that stands alone', () => {
  it.each([
    ['bis einschließlich 14. antibiotisch', '14.'],
    ['Ab 7. wieder oral, seit 12. ohne Fieber, nach dem 15. erneut', '7.', '12.', '15.'],
    ['bis zum 30. krankgeschrieben', '30.'],
    ['Er war vom 11. - 14. bei uns', '11.', '14.'],
    ['Gaben am 3., 5. und 9. vertragen', '3.', '5.', '9.'],
    ['Verlegung am 13.ten', '13.'],
    ['heute (12.) entlassen, gestern, 11., noch Fieber', '12.', '11.'],
    ['Mi (14.) Abführen', '14.'],
    ['in der Nacht 24./25. unruhig', '24.', '25.'],
    ['Sturz Anf. 07, Reha Ende 08', '07', '08'],
    ["Z. n. Apoplex '06", '06'],
    ['TE 62, Sectio 98 und 03, Varizen-OP 88/89', '62', '98', '03', '88', '89'],
    ['geb. 44, wohnhaft hier', '44'],
    ['im Aug. wieder stationär, dann (Mai) entlassen', 'Aug', 'Mai'],
    ['in den 80ern Alkohol, Ende der 70er Hepatitis', '80', '70'],
    ['am 1. Weihnachtstag und am zweiten Osterfeiertag', 'Weihnacht', 'Oster'],
    ['ED 3.17, Rezidiv', '3.17'],
    ['Am 17. Kostaufbau, am 19. Verlegung auf Normalstation', '17.', '19.'],
    ['Kontrolle am 23. (Anmeldung erfolgt)', '23.'],
    ['letzte Woche (das war der 17.) entfernt', '17.'],
    ['Stuhlgang zuletzt 16.\nAppetit gut', '16.'],
    ['Ihre Anfrage v. 24.v.M.', '24.'],
    ['Z.n. Mammakarzinom links 87, bestrahlt', '87'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'Am 2. Strahl Rötung, am 3. Zeh keine',
    'am 5. postoperativen Tag',
    'Z.n. Fraktur BWK 12, konservativ',
    'am 4. Finger links',
    'am 3. und 5. postoperativen Tag',
    'ab 3. SSW, seit 2. Zyklus, nach dem 4. Kurs',
    'Fraktur der 7. - 9. Rippe links',
    'Stent 10 x 60 mm, Bypass 11, Katheter 15 Ch',
    'Polyp 0,8 cm, pT1, Proliferation 80 %',
    'Ende 20 mg, Anfang 10 mg Prednisolon',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
