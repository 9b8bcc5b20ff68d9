import { expect, it } from 'vitest';
import { findIdentifiers, redact } from './index.js';

const hidden = (text: string) => redact(text, findIdentifiers(text));

it('reads an English note without capitals as English', () => {
  const note =
    'nursing note nights. mr tavares slept well after the procedure, tolerated feed, site clean, spoke to his son about the plan and the long wait';
  expect(hidden(note)).toBe(note.replace('tavares', '[NAME]'));
});

it.each([
  ['Um 7 Uhr: katharina sagt, Opa will nicht mehr', 'katharina'],
  ['Übergabe an sr. heike, Sonde liegt', 'heike'],
  ['Assistenz schw. ludmila, Zeit 12 min', 'ludmila'],
])('%s', (text, name) => expect(hidden(text)).not.toContain(name));
