import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('colleagues by a first name that is a verb or a noun as well', () => {
  it.each([
    ['Punktion heute durch Malte, Befund folgt', 'Malte'],
    ['Verband gewechselt von Lasse.', 'Lasse'],
    ['übergeben an Lasse; Rückruf', 'Lasse'],
  ])('%j', (text, name) => expect(hidden(text)).not.toContain(name));

  it.each(['Gabe von Rosen, Besserung durch Ruhe.', 'durch Gabe.', 'Schmerzen an Hand, Knie', 'Abgabe an Labor.'])(
    '%j stays',
    (phrase) => expect(hidden(phrase)).toBe(phrase),
  );
});
