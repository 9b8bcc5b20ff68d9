import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('wards, buildings and rooms that have a name', () => {
  it.each([
    ['Klinik, Station Deichblick (Geriatrie)', 'Deichblick'],
    ['verlegt auf Station Sonnenblume.', 'Sonnenblume'],
    ['Er lag auf unserer Station Gastro-1.', 'Gastro-1'],
    ['anf. Station: Onko 42     Pat.: K.', 'Onko 42'],
    ['STATION: 11 B\n', '11 B'],
    ['Station: 7 c\n', '7 c'],
    ['Wohnbereich „Lindenhof“, Zimmer 3', 'Lindenhof'],
    ['Wohnbereich Lindenhof', 'Lindenhof'],
    ['Kontrolle in der Leberambulanz Haus 40 am Montag', '40'],
    ['Leipziger Allee, Haus 60a, Ebene 2', '60a'],
    ['Einweisung Talberg, Station zwei a. Die Nichte', 'zwei a'],
    ['Prien, Abteilung C3, Therapeutin', 'C3'],
    ['Pavillon 12, Trakt C', '12', 'Trakt C'],
    ['Sitzung im Konferenzraum E 04.117', 'E 04.117'],
    ['Besprechungszimmer B 2.014', 'B 2.014'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'Auf Station Aufnahme der Medikation, Entlassung von Station erfolgt',
    'Station für Innere Medizin',
    'Verlegung auf Station nach Besserung',
    'auf Station Oxygenierung gut, Antibiose fortgeführt',
    'zu Haus 2 Tage Fieber, nach Haus 3 x täglich',
    'Wohnbereich des Pflegeheims',
    'Behandlungsraum 12 mm weit',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
