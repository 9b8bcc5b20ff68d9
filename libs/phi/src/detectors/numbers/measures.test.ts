import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

/** Far from a letter's head and foot, as most of a report is. */
const PAGE = Array.from({ length: 9 }, () => 'Der Befund ist unauffällig, keine Blutung und kein Ulkus.').join('\n');
const hidden = (line: string) => {
  const text = `${PAGE}\n${line}\n${PAGE}`;
  return redact(text, findIdentifiers(text, { mode: 'strict' }))
    .split('\n')
    .at(9);
};

describe('what a number measures', () => {
  it.each([
    'Propofol 120 mg i.v., Sauerstoff 2 l/min über Nasensonde',
    'Perfusor 3 ml/h, Insulin 10 IE s.c., Heparin 5000 IE 2x tgl.',
    'Katheter 14 Ch, Sonde 12 Ch. und 10 Fr eingelegt',
    'Katheter 16 Charr., Blockung 10 Ml',
    'Bestrahlung mit 50,4 Gy in 28 Fraktionen',
    'Tramadol 3 x tgl. 20 Trpf, Lactulose 2 Btl., Dulcolax 2 Supp., Paracetamol 20 St oral',
    'Lagerung 45° links, Ergometrie bis 250 W',
    'RR 120/80 mm Hg, Kinder bis zum 13. Lj',
    'Thrombozyten 370000, Leukozyten: 234500, Erys 4500000',
    'Adrenalin 1:10000, davon 5 ml',
    'Vorhof 13 cm2, Ulkusgrund 12 mm, Leistenring 3 cm',
    'Bei der Aufnahme 3 Erosionen, in der Kontrolle 2 Clips',
    'In der Nachbeobachtung 2 Stunden stabil',
    'In der Koloskopie 3 Polypen, bei der Operation 2 Drainagen',
    'Argonbeamer Effect 2, Flow 1,2 l/min, Endocut Q Effekt 3',
    'Forrest IIb, Clip 2 gesetzt',
    'Aphten, D-Dimere erhöht',
  ])('stays: %s', (line) => {
    expect(hidden(line)).toBe(line);
  });

  it.each([
    ['Am Vorhof 13, 97999 Musterhausen', '13'],
    ['Bei der Kirche 3 Musterhausen', 'Kirche'],
    ['In der Niederung 12', 'Niederung'],
    ['Wohnt An der Aufnahme 3', 'Aufnahme'],
    ['Fallnummer 370000', '370000'],
    ['Nach den Leukozyten 234500123', '234500123'],
    ['Herr St klagt über Schmerzen', 'St '],
    ['Untersucher: Gy, Ladislaus', 'Gy'],
  ])('does not hide a person: %s', (line, value) => {
    expect(hidden(line)).not.toContain(value);
  });
});
