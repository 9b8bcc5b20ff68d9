import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('addresses', () => {
  it.each([
    ['Lindenstr. 12, 97999 Musterhausen', 'Linden', 'Musterhausen', '97999'],
    ['Am Alten Speicher 3a\n01999 Erfindungen', 'Speicher', 'Erfindungen'],
    ['Königsallee 114', 'Königsallee'],
    ['Im Wiesengrund 7', 'Wiesengrund'],
    ['Sonnthaler Gürtel 22/5, Wien', 'Sonnthaler', 'Gürtel', '22/5'],
    ['of The Old Barn, Vicarage Lane, Ersonnen', 'Old Barn', 'Vicarage'],
    ['studiert in Halle/S. und Kranzburg/W.', 'Halle', '/S', 'Kranzburg'],
    ['geb. 30.6.88 Kranz-Marx-Stadt, wohnt hier', 'Kranz'],
    ['beim Grillen (Kleingarten Störblick)', 'Störblick'],
    ['LETZTE GASTRO IN KRANZBURG BEI UNS', 'KRANZBURG'],
    ['Hauptstraße 5-7', 'Hauptstraße'],
    ['D-49998 Neu Ersonnen', '49998', 'Ersonnen'],
    ['A-9580-Obergedacht', '9580', 'Obergedacht'],
    ['Postfach 10 20 30', '10 20 30'],
    ['wohnhaft in Ersonnen am See', 'Ersonnen'],
    ['Musterhausen, den 12.07.2021', 'Musterhausen'],
    ['London SW1A 1AA', 'SW1A'],
    ['221 Baker Street 12', 'Baker Street'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it('a town found by its postcode is found again', () => {
    expect(hidden('97999 Musterhausen\nDie Familie lebt dort. Rückkehr nach Musterhausen geplant.')).not.toContain(
      'Musterhausen',
    );
  });

  it.each(['Ring im Ösophagus, 2 Clips', 'Magen 3 Biopsien', 'In der Kontrolle unauffällig'])(
    '%s is no address',
    (text) => {
      expect(hidden(text)).toBe(text);
    },
  );
});

describe('organisations', () => {
  it.each([
    ['Universitätsklinikum Neu Ersonnen', 'Ersonnen'],
    ['St.-Erdacht-Krankenhaus', 'Erdacht'],
    ['Klinikum Musterhausen', 'Musterhausen'],
    ['Landesnervenklinik der Medizinischen Hochschule Bad Ersonnen', 'Ersonnen', 'Hochschule'],
    ['KH der Diakonissen', 'Diakonissen'],
    ['ÖHK Mühlenhausen', 'Mühlenhausen'],
    ['Gemeinschaftspraxis Sauerbeck', 'Sauerbeck'],
    ['Pflegeheim Abendsonne Musterhausen', 'Abendsonne'],
    ['AOK Musterland', 'AOK'],
    ['Royal Ersonnen Hospital', 'Ersonnen'],
    ['des Diakonissenkrankenhauses Bärental', 'Bärental'],
  ])('%s', (text, ...values) => {
    for (const value of values) expect(hidden(`Überweisung: ${text}.`)).not.toContain(value);
  });
  it('the kind of a house alone says nothing', () => {
    expect(hidden('Die Klinik nimmt Stellung.')).toBe('Die Klinik nimmt Stellung.');
  });
  it.each([
    ['Er ist gelernter Maschinenbauer.', 'Maschinenbauer'],
    ['Bürgermeister von Musterhausen', 'Bürgermeister'],
  ])('%s', (text, value) => expect(hidden(text)).not.toContain(value));
});
