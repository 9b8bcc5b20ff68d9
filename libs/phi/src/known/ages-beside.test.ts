import { expect, it } from 'vitest';
import { findIdentifiers, redact } from '../index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

it.each([
  ['Zi 314: Jäckle, Friedhelm (93) – verwirrt', '93'],
  ['Frau Kranzbichler (101), sehr rüstig', '101'],
])('an age over 89 in brackets behind a name goes: %j', (text, age) => expect(hidden(text)).not.toContain(age));

it.each(['Kreatinin (93)', 'LDH (101), CRP (95)', 'nach Schema (90)'])('%j stays', (phrase) =>
  expect(hidden(phrase)).toBe(phrase),
);
