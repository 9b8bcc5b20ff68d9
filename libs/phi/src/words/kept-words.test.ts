import { expect, it } from 'vitest';
import { findIdentifiers, redact } from '../index.js';
import { firstName } from './first-names.js';
import { isFormLabel } from './form-labels.js';
import { keptDrugs, keptNouns } from './kept-words.js';
import { lastName } from './last-names.js';
import { wordKind } from './ordinary-words.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

it.each([
  'Über Risiken und Alternativen wurde gesprochen',
  'Doppler der Karotiden beidseits ohne Stenose',
  'Ulkus an der kleinen Kurvatur',
  'Zwieback und Kamillentee wurden vertragen',
  'Nach Gabe von Furosemid gute Ausscheidung',
  'Anlage eines Kapnoperitoneums, Clippen der Arteria cystica',
  'Der Hospizdienst und die Spitex sind informiert',
  'Hydrokolloid alle drei Tage',
  'Trockengewicht am Dialysator erreicht',
])('keeps what every report says: %j', (text) => expect(hidden(text)).toBe(text));

it.each(keptNouns.filter((word) => !isFormLabel(word)))('hides %s where somebody is called so', (word) => {
  for (const text of [`Name: ${word}`, `Hausarzt: ${word}`, `Pat. ${word} kam`, `Ernst ${word}`])
    expect(hidden(text)).not.toMatch(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u'));
});

it.each([...keptNouns, ...keptDrugs])('%s is on no list of names', (word) =>
  expect([firstName(word), lastName(word)]).toEqual(['no', 'no']),
);

it.each(keptNouns)('%s is known as a noun', (word) => expect(wordKind(word)).toBe('noun'));

it.each([
  ['Name: Hund', 'Hund'],
  ['Nachname: Hund   Vorname: Anna', 'Hund'],
  ['Hausarzt: Scharlach', 'Scharlach'],
  ['Ernst Scharlach', 'Scharlach'],
  ['Untersucher: Kaposi', 'Kaposi'],
  ['Assistenz: Klingel', 'Klingel'],
  ['Unterschrift: Klingel', 'Klingel'],
  ['Schwester Klingel', 'Klingel'],
  ['Pat. Klingel kam', 'Klingel'],
  ['Befund besprochen mit Mieder', 'Mieder'],
  ['Befund besprochen mit Lehre', 'Lehre'],
  ['Koloskopie\nGens\nBefund', 'Gens'],
  ['Koloskopie\nLieder\nBefund', 'Lieder'],
])('%j', (text, name) => expect(hidden(text)).not.toContain(name));

it.each(['Brandes', 'Cordes', 'Berges', 'Wolfes', 'Baumes', 'Helmes', 'Kruges', 'Sturmes', 'Stockes', 'Kropfes'])(
  '%s is a family name, not the genitive of a noun',
  (name) => {
    for (const text of [name, `${name} / Kranz`, `Weiter durch ${name}`]) expect(hidden(text)).not.toContain(name);
  },
);
