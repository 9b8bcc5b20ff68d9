import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('addresses by how they are written', () => {
  it.each([
    ['wohnt Gerberstr.9 im Hinterhaus, früher Schulweg12', 'Gerberstr', '.9', '12'],
    ['CH-8192, Spitalgasse 1', 'CH-8192'],
    ['Etikett:\n  LANGE GASSE 7\n  26650 ERFUNDENAU', '26650', 'ERFUNDENAU'],
    ['aus Fornbach, Haus Nr. 43, gekommen', 'Haus', '43'],
    ['(TUR, Schwäb. Gmünd)', 'Gmünd'],
    ['wohnt Lindenplatz vierzehn Komma Erfundenau', 'vierzehn'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each(['Weg zwei Kilometer'])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
