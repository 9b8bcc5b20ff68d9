import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('places behind a label or before what tells where they lie', () => {
  it.each([
    ['Einsatzort: Hahn bei Talberg, Am Sauerbrunnen 9', 'Hahn', 'Talberg'],
    ['Ort: Krumm, Strasse unbekannt', 'Krumm'],
    ['Unfallort: Grube\nHergang: Sturz', 'Grube'],
    ['geboren 3.7.1949, von Trogsen AR\n', 'Trogsen'],
    ['zuhause in Weggen LU und in Brünzach (AG)', 'Weggen', 'Brünzach'],
    ['eine Krisenwohnung in Lichtenrade an', 'Lichtenrade'],
    ['zog nach Krummbek, dann aus Ahornbüttel weg', 'Krummbek', 'Ahornbüttel'],
    ['kam aus Hinterwik und lebt in Moorsiel.', 'Hinterwik', 'Moorsiel'],
  ])('%j', (text, ...values) => {
    for (const value of values) expect(hidden(text)).not.toContain(value);
  });

  it.each([
    'Ort: unbekannt',
    'Einsatzort: Wohnung',
    'Lokalbefund in Rückenlage, Koloskopie in Linksseitenlage, in Kombination mit Bougierung',
    'nach Umbau, nach Abbau, in Stillzeit',
    'Material aus Antrum SZ',
    'Magen in Inversion SR im EKG',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
