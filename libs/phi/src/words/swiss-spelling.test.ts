import { expect, it } from 'vitest';
import { isOrdinaryWord, wordKind } from './ordinary-words.js';

it.each(['Grüsse', 'Grüssen', 'Massnahmen', 'Ausserdem', 'Spritze', 'Füsse', 'Blutgefässe', 'Gefässe'])(
  '%s is a word without ß as well',
  (word) => expect(isOrdinaryWord(word)).toBe(true),
);

it.each(['Weissmüller', 'Heusser', 'Rossbacher', 'Preuss', 'Gassmann', 'Strussner'])('%s stays a name', (word) =>
  expect(wordKind(word)).not.toBe('written'),
);

it.each([
  'Ribociclib',
  'Fulvestrant',
  'Dimethylfumarat',
  'Lacosamid',
  'Lumefantrin',
  'Aflibercept',
  'Prasugrel',
  'Leuprorelin',
  'Sofosbuvir',
])('%s is a drug by its ending', (word) => expect(wordKind(word)).toBe('written'));
