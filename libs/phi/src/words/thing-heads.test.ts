import { describe, expect, it } from 'vitest';
import { familyNames } from './family-names.js';
import { endsAsThing } from './thing-heads.js';
import { isOrdinaryWord } from './ordinary-words.js';

describe('the end of a word that names a thing', () => {
  it.each([
    'Claviculaschaftfraktur',
    'Ergometertraining',
    'Hautkrebsscreening',
    'Kryostatbefund',
    'Mediolinkslateraler',
    'Kardiogener',
    'Endokrine',
    'Ungestörter',
    'Vibrationsempfinden',
    'Journal-Nr',
    'Eurotransplant-Nr',
  ])('%s', (word) => expect(isOrdinaryWord(word)).toBe(true));

  it.each([
    'Rosenthaler',
    'Hagenbecher',
    'Steinbogen',
    'Siewert',
    'Eilermark',
    'Hohenwechsel',
    'Oberstaller',
    'Benjamin',
    'Korengang',
    'Wiesenverband',
    'Unterste',
    'Diogenes',
    'Cardinale',
    'Monreale',
    'Pachtest',
  ])('may be somebody: %s', (word) => expect(endsAsThing(word.toLowerCase())).toBe(false));

  it('takes no family name for a thing', () =>
    expect([...familyNames].filter((name) => endsAsThing(name.toLowerCase()))).toEqual([]));
});
