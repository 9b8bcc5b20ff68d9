import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string, mode: 'full' | 'strict' = 'full') => redact(text, findIdentifiers(text, { mode }));

describe('names that no list knows', () => {
  it.each([
    ['Bei Łukasz Wężyk wurde eine Koloskopie durchgeführt.', 'Łukasz', 'Wężyk'],
    ['Die Angaben stammen von Þorvaldur selbst.', 'Þorvaldur'],
    ['Kallweit berichtet über Tenesmen.', 'Kallweit'],
    ['Nguyễn Thị Minh Khai ist nüchtern.', 'Nguyễn', 'Thị', 'Khai'],
    ['Herr Abd al-Rahman El-Masri toleriert die Untersuchung.', 'Abd', 'Rahman', 'Masri'],
    ['Unterschrift: Jean-François d’Alembert', 'Alembert'],
    ['Gespräch mit Aino-Kaisa van der Velde', 'Aino', 'Velde', 'van der'],
    ['Li Wei wurde untersucht.', 'Li', 'Wei'],
    ['Kim Ji-woo verträgt Kost.', 'Ji-woo'],
    ['Señora Peñafiel Ibáñez verstand die Aufklärung.', 'Peñafiel', 'Ibáñez'],
    ['Quitzlebener, Eilert', 'Quitzlebener', 'Eilert'],
    ['Die Enkelin Tsehay übernimmt die Pflege.', 'Tsehay'],
    ['Es assistierte Gesche Wübbenhorst.', 'Gesche', 'Wübbenhorst'],
    ['Zweitmeinung von Hiltgund Sperling', 'Hiltgund', 'Sperling'],
    ['Der Ehemann, Focko Tjaden, wurde informiert.', 'Focko', 'Tjaden'],
  ])('%s', (text, ...names) => {
    for (const name of names) expect(hidden(text)).not.toContain(name);
  });

  it.each([
    ['Die Vorbefunde aus Quellenrode liegen nicht vor.', 'Quellenrode'],
    ['Rückverlegung nach Bad Zwiesenbach', 'Zwiesenbach'],
    ['Praxis Dr. Tjaden, Westerquappel', 'Westerquappel'],
    ['wohnhaft Hinter der Kirche 29 c in Ollendörp', 'Kirche', 'Ollendörp'],
    ['Seniorenresidenz Abendstern', 'Abendstern'],
    ['Klinikum Rechts der Isar', 'Isar'],
  ])('places: %s', (text, ...names) => {
    for (const name of names) expect(hidden(text)).not.toContain(name);
  });

  it('medicine stays, also where it is strict', () => {
    for (const text of [
      'Hemikolektomie wegen Adenokarzinom der Flexura hepatica.',
      'Thromboseprophylaxe mit Enoxaparin, Pantoprazol und Metronidazol.',
      'Gummibandligatur der Ösophagusvarizen, Sigmadivertikulose, Analfissur.',
      'Entlassungsmedikation, Gallenwegserweiterung und Kontrastmittelunverträglichkeit.',
      'Heparin 5000 Einheiten subkutan.',
    ])
      expect(hidden(`Befund.\n\n\n\n${text}`, 'strict').split('\n').at(-1)).toBe(text);
  });

  it.each([
    ['geboren am dritten März 1948', 'März'],
    ['Kontrolle am 12ten Mai', 'Mai'],
    ['Alter: 96', '96'],
    ['Der ehemalige Lokführer ist berentet.', 'Lokführer'],
    ['Die 45-jährige Architektin kam.', 'Architektin'],
    ['Journalnummer J-Nr. 830227/25', '830227'],
    ['Vorgang 887.829.871', '887'],
    ['Interne Nummer: P-562028', '562028'],
    ['(03588) 341977', '341977'],
  ])('%s', (text, value) => expect(hidden(text)).not.toContain(value));
});
