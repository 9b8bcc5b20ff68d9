import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

describe('what is spelled or read out', () => {
  it.each([
    [
      'Patient ich buchstabiere K wie Kaufmann O wie Otto C wie Cäsar H wie Heinrich Komma geboren',
      'Kaufmann',
      'Otto',
      'Cäsar',
      'Heinrich',
      'wie',
    ],
    ['surname spelled B for bravo A for alpha R for romeo comma', 'bravo', 'alpha', 'romeo'],
    ['Name buchstabiert N-G-U-Y-E-N stopp', 'N-G-U'],
    ['medical record number four one nine nine two oh next line', 'four', 'nine', 'oh'],
    ['date of birth eleven six fifty two', 'eleven', 'fifty'],
    ['seen on February ninth and the third of March', 'ninth', 'February', 'third'],
    ['Fallnummer vier sieben null null drei eins Absatz', 'sieben', 'drei'],
  ])('%j', (text, ...values) => {
    const left = hidden(text);
    for (const value of values) expect(left).not.toMatch(new RegExp(`(?<!\\p{L})${value}(?!\\p{L})`, 'u'));
  });

  it.each([
    'Polyp so groß wie eine Erbse, Form wie ein Pilz',
    'zwei bis drei Polypen, four to five times, Vitamin B12',
    'Typ A wie oben beschrieben',
    'one or two small polyps, three biopsies',
  ])('%j stays', (text) => expect(hidden(text)).toBe(text));
});
