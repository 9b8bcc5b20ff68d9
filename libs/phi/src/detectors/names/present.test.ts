import { describe, expect, it } from 'vitest';
import { leftOf } from '../../report-rig.js';

describe('who was there, each with a specialty', () => {
  it.each([
    ['Anwesend: Hatz (Thorax), Duell (Onko), Reu (Radiologie)', 'Hatz', 'Duell', 'Reu'],
    ['Teilnehmer: Fr. Grün (Patho), Sommer (Chir.), Klee (Strahlen)', 'Grün', 'Sommer', 'Klee'],
  ])('%j', (text, ...values) => {
    const left = leftOf(text).split(/[^\p{L}\d]+/u);
    for (const value of values) expect(left).not.toContain(value);
  });

  it.each([
    'Verdickung: Magen (Antrum), Kolon (Sigma), Leber (Segment)',
    'Polypen im Kolon (Sigma), im Magen (Antrum)',
  ])('%j stays', (text) => expect(leftOf(text)).toBe(text));
});
