import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('colleagues, lawyers and authors', () => {
  it.each([
    ['behandelt durch den Kollegen Galle in der Ambulanz', 'Galle'],
    ['Betreuerin RAin S. Wollenweber', 'Wollenweber'],
    ['Bericht vom 12.02.2019 (Jung/Klein)', 'Jung', 'Klein'],
    ['Ende des Berichts\n\nAdelfisch, OÄ      vidiert', 'Adelfisch'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'Rücksprache mit den Kollegen der Chirurgie, die Kolleginnen der Pflege',
    'Beschwerden (Magen/Darm), Nahrung (Obst/Gemüse)',
    'RA Gelenke geschwollen, Marker, CA 19-9 erhöht',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
