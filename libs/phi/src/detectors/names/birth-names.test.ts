import { describe, expect, it } from 'vitest';
import { findIdentifiers, redact } from '../../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

describe('the name somebody was born with, be it a word of the calendar', () => {
  it.each([
    ['Frau Oda Kranz, geborene Herbst, wohnt in der Nähe.', 'Herbst'],
    ['Frau Oda Kranz, geborene Sommer.', 'Sommer'],
    ['Oda Kranz (geb. Winter)', 'Winter'],
    ['Oda Kranz, geb. März, ist bekannt.', 'März'],
    ['Frau Kranz, verwitwete Freitag, kam', 'Freitag'],
    ['Frau Kranz, gesch. Mai, kam', 'Mai'],
    ['Frau Kranz (früher Schwarz) kam', 'Schwarz'],
    ['Oda Kranz, née Petit, came', 'Petit'],
  ])('%j', (text, name) => {
    expect(hidden(text)).not.toContain(name);
  });

  it.each([
    'Frühgeborene Zwillinge, unauffällig',
    'Neugeborene Mädchen',
    'Kein Nikotin, früher Raucherin',
    'früher Nikotin 20 py, früher Alkohol',
    'Die Patientin, verwitwete Rentnerin, lebt allein',
  ])('%j stays', (phrase) => expect(hidden(phrase)).toBe(phrase));
});
