import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('whoever is on duty, behind a short label', () => {
  it.each([
    ['NA: Hilpisch      RA: Born, T.     NFS: Kevin S.', 'Hilpisch', 'Born', 'Kevin'],
    ['Konsiliarius: Demirbağ\n', 'Demirbağ'],
    ['Konsiliarius: M. Kranzbağ-Roth\n\nAnamnese:', 'Kranzbağ', 'Roth'],
    ['Konsiliarärztin: Ölbrach', 'Ölbrach'],
    ['Notarzt: Winter, Rettungssanitäter: Kranz', 'Winter', 'Kranz'],
    ['Diensthabender: Zschiedrich', 'Zschiedrich'],
    ['HG: Lenhart (Rufdienst: Wöhrle)', 'Lenhart', 'Wöhrle'],
  ])('%j', (text, ...names) => {
    for (const name of names) expect(hidden(text)).not.toContain(name);
  });

  it.each([
    'Na: 140, K: 4,1',
    'NA: keine',
    'RA: Remission',
    'HG: Rechtsseitig',
    'Notarzt: nicht erforderlich',
    'Rufdienst: Chirurgie',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
