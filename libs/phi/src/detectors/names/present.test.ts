import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const filler = Array<string>(12).fill('Magen und Bulbus reizlos, keine Blutung.');
const hidden = (text: string) => {
  const lines = [...filler, text, ...filler].join('\n');
  return redact(lines, findIdentifiers(lines, { mode: 'strict' })).split('\n')[filler.length]!;
};

describe('who was there, each with a specialty', () => {
  it.each([
    ['Anwesend: Hatz (Thorax), Duell (Onko), Reu (Radiologie)', 'Hatz', 'Duell', 'Reu'],
    ['Teilnehmer: Fr. Grün (Patho), Sommer (Chir.), Klee (Strahlen)', 'Grün', 'Sommer', 'Klee'],
  ])('%j', (text, ...values) => {
    const left = hidden(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each([
    'Verdickung: Magen (Antrum), Kolon (Sigma), Leber (Segment)',
    'Polypen im Kolon (Sigma), im Magen (Antrum)',
  ])('%j stays', (text) => expect(hidden(text)).toBe(text));
});
