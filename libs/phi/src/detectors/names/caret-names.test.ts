import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('names as machines hand them on, with carets between their parts', () => {
  it.each([
    ['Pat.-Name TANAKA^HIRO  PID 4471', 'TANAKA', 'HIRO'],
    ['PN: Kranz^Oda Maria^^Dr.^', 'Kranz', 'Oda', 'Maria'],
    ['van der Holst^Piet', 'Holst', 'Piet'],
    ['(O’Shea^Niamh)', 'Shea', 'Niamh'],
    ['Sommer^Weiß', 'Sommer', 'Weiß'],
  ])('%j', (text, ...names) => {
    for (const name of names) expect(hidden(text)).not.toContain(name);
  });

  it.each(['10^5 KBE/ml', '1,4 x 10^6 IU/ml', 'E. coli >10^5', 'Fläche in m^2', 'T^2-Verteilung'])(
    '%j stays',
    (phrase) => expect(hidden(phrase)).toBe(phrase),
  );
});
