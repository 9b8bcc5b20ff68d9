import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from './index.js';

const strictly = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

/** How people, readers and clerks write the same things otherwise. Everything is invented. */
describe('is found however it is written', () => {
  it.each([
    ['Die Untersuchung am 5. wurde abgebrochen, entlassen am 11. d. M.', '5.', '11.'],
    ['Vorstellung am Freitag, den 13. erbeten', '13.'],
    ['geb. 02.XII.1969', 'XII', '1969'],
    ['Polypektomie im Sommer 2018, Kontrolle Ende April', 'Sommer', 'April'],
    ['in der 48. KW oder KW 12/24', '48', '12/24'],
    ['geb. 1 2.O7.1948, Untersuchung vom 04. 12. 20l9', 'O7', '20l9'],
    ['seen on 12th March and again on the 3rd', '12th', '3rd'],
    ['Kontakt: anna punkt berg ät posteo punkt example', 'anna', 'berg', 'posteo'],
    ['Straße des 17. Juni 110 / III. OG li.\nD 10623 Erfindungen', 'Juni', '110', 'OG'],
    ['Lange Reihe 44, 20099 Erfindungen', 'Reihe', '44'],
    ['Innsbrucker Straße 1/Top 4', 'Innsbrucker', 'Top'],
    ['Packstation 143', '143'],
    [
      'Der Pflegedienst Sonnenschein kommt, er lebt im Betreuten Wohnen „Abendfrieden“.',
      'Sonnenschein',
      'Abendfrieden',
    ],
    ['Pat.-ID PX-00-4471, Einsendung E17733-24 und H 24-11873/I', 'PX', '-24', '/I', 'H 24'],
    ['Nach Verlegung auf P3 wohlauf', 'P3'],
    ['visiert zgra\nHz: DK', 'zgra', 'DK'],
    ['Unters.: Tchoupo / v. d. Heydte', 'Tchoupo', 'v. d.', 'Heydte'],
    ['Vorstellung: K., Renate, Rektumkarzinom', 'K.', 'Renate'],
    ['Patient: Kle1nschmidt, Untersuchung', 'schmidt'],
    ['Anwesend war auch Erdmann (Onkologie), de Wolters (Radiologie).', 'de W'],
    ['Assistenz: Wollenw, K.   Raum 2', 'K.'],
    ['Mit Grüßen\n\nG . Wollenweber\nChefarzt', 'G .'],
  ])('%s', (text, ...values) => {
    const left = strictly(text);
    for (const value of values) expect(left).not.toContain(value);
  });

  it('also where nobody cared for capitals', () => {
    const left = strictly(
      'hr. bachtiar wolkenhauer, geb 9.4.51, kommt zur gastroskopie. ehefrau ilse begleitet ihn. hausarzt ist dr. przybilla. magenschleimhaut gerötet, keine ulzera.',
    );
    for (const name of ['bachtiar', 'wolkenhauer', 'ilse', 'przybilla']) expect(left).not.toContain(name);
    expect(left).toContain('magenschleimhaut gerötet, keine ulzera');
  });

  it('also behind a cue that is not capitalised', () => {
    expect(strictly('Die Untersuchung führte herr przybilla durch.')).toBe(
      'Die Untersuchung führte herr [NAME] durch.',
    );
  });
});

it('a time of day behind a date is no part of it', () => {
  expect(strictly('U-datum: 06.08.2021 08:11')).toBe('U-datum: [DATUM] 08:11');
});

it.each([
  'Am 2. postoperativen Tag Kostaufbau, am 5. Halswirbel keine Auffälligkeit',
  'Zungenförmige Ausläufer (Prag C1M2), O2 2 l/min, SpO2 97 %',
  'ASS 100 pausieren',
  'Arthrose nach Weishaupt Grad 2, Stenose nach Schizas B, Modic-I-Veränderungen L4/5',
  'Der Polyp wurde am 3. Tag nachreseziert',
  'Überwachung auf der Station, im Haus keine Infektion',
  'Freigegeben am Ende der Untersuchung',
])('%s stays', (phrase) => {
  expect(strictly(phrase)).toBe(phrase);
});
