import { expect, it } from 'vitest';
import { identifierFinder, redact } from '../index.js';

const hidden = (text: string) => redact(text, identifierFinder(text, 'ocr')({ mode: 'strict' }));
const FINDING = 'Magen: Schleimhaut im Antrum fleckig gerötet, kein Ulkus, keine Blutungsstigmata.';

it.each(['Dr. Zo& Winter', 'Dr. Fran€ois Sommer', 'Dr. med. Ren? Klein', 'Dr. Chlo@ Vogel', 'Dr. 2oe Winter'])(
  'whoever stands behind a title is found although a reader took a sign for a letter: %s',
  (line) => {
    const family = line.split(' ').at(-1)!;
    expect(hidden(`${FINDING}\nKlinikleitung\n${line}\nTel. 09901 303-757\n${FINDING}`)).not.toContain(family);
  },
);

it('signs between words of the language stay what they are', () => {
  const text = `${FINDING}\nSpülung & Absaugung, Größe < 5 mm, pH > 7, Kategorie*, Befund?`;
  expect(hidden(text)).toBe(text);
});

it.each([
  'Dr. lnes Trübhuber',
  'Frau lngrid Koch',
  'Patientin: Koch, lngrid, geb. 04.09.1945',
  'Assistenz: lrmgard Döbbel',
])('a large I that was read as a small l hides no name: %s', (line) =>
  expect(hidden(`${FINDING}\n${line}\n${FINDING}`)).not.toMatch(/lnes|lngrid|lrmgard/),
);

it('nor does it make one', () => {
  const text = `${FINDING}\nlnsgesamt gute Sicht, lfd. Nr. 4, lndikation: Reflux, Abteilung für lnnere Medizin`;
  expect(hidden(text)).toBe(text);
});
