import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('labels of numbers end where the word ends', () => {
  it.each([
    'Codein 30 mg zur Nacht',
    'Passage 3 min verzögert',
    'Azacitidin 75 mg/m² d1-7',
    'Idarubicin 12 mg/m²',
    'Lotion 20 g',
    'Führerschein 3 Monate entzogen',
    'Klinik: V. a. Appendizitis',
    'Chirurgie I.-III. Grades',
    'Barthel-Index 25/100',
    'Barthel-Index: 40/100 Punkte',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));

  it.each([
    ['PatID 77120-A', '77120'],
    ['UHID 4471-B', '4471'],
    ['FallID: 99812', '99812'],
    ['Nachbarin in Whg. 12 informiert', '12'],
    ['Wohnung Nr. 4b, 2. OG', '4b'],
    ['Aktenz. 4471', '4471'],
    ['LOT4471AB', '4471'],
    ['Az 12-4471', '4471'],
    ['je nach Bett auf K4.', 'K4'],
    ['Blutspendeausweis 44712', '44712'],
    ['Überweisungsschein 8Z4471', '8Z4471'],
    ['Priorix LB4471A am 3.5.', 'LB4471A'],
    ['Klinik VI, Zimmer', 'VI'],
    ['Chirurgie II\n', 'II'],
    ['Neurologie III, Station', 'III'],
    ['Abteilung für Innere Medizin I mit Endoskopie', 'Medizin I'],
    ['ins AKH überstellt', 'AKH'],
    ['SMZ Süd', 'SMZ'],
    ['übernimmt den Platz auf M3a', 'M3a'],
  ])('%j', (text, number) => {
    expect(hidden(text)).not.toContain(number);
  });
});
