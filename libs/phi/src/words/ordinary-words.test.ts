import { expect, it } from 'vitest';
import { isOrdinaryWord, wordKind } from './ordinary-words.js';

it.each(
  'Untersuchung Sigmadivertikulose Choledocholithiasis Hemikolektomie Entlassungsbrief Gallenwege Oesophagus Zoekum Magenbiopsien Rivaroxaban Gefäßzeichnung Wundheilungsstörung Blutzuckertagesprofil Regelrechte Unauffälliges PET-CT Hüft-TEP Befundes Untersuchten Leberwerten'.split(
    ' ',
  ),
)('%s is a word', (word) => expect(isOrdinaryWord(word)).toBe(true));

it.each(
  'Kranzbichler Öttinghaus Wübbenhorst Rosenthal Althaus Steinbach Lindenberg Oberhauser Nachtigaller Unterberger Hartung Hellwig Sauerbeck-Lohr Kärkkäinen Quasthoff Müllerbach Grüßmacher Zschiedrich Kleinschnittger Yıldırım'.split(
    ' ',
  ),
)('%s is none', (word) => expect(isOrdinaryWord(word)).toBe(false));

it('a noun may be a name, what is written or formed is none', () => {
  expect(wordKind('Keller')).toBe('noun');
  expect(wordKind('Befund')).toBe('written');
  expect(wordKind('Wundheilungsstörung')).toBe('formed');
  expect(wordKind('Kranzbichler')).toBe('unknown');
});
