import { expect, it } from 'vitest';
import { headerLabel } from './header-labels.js';

it.each([
  ['Fall-Nr.:', 'Fall-Nr.:'],
  ['FALLNUMMER', 'FALLNUMMER'],
  ['Geburtsdatum', 'Geburtsdatum'],
  ['Geburtsdaturn:', undefined],
  ['Geburtsdatun:', 'Geburtsdatum:'],
  ['Untersuchunosdatum:', 'Untersuchungsdatum:'],
  ['Vorname.', 'Vorname.'],
  ['Vorname;', 'Vorname:'],
  ['Fallnunmer;', 'Fallnummer:'],
  ['Vornane:', 'Vorname:'],
  ['Kranzbichler', undefined],
  ['Namen', undefined],
  ['untersuchung', undefined],
])('%j is the label %j', (text, label) => {
  expect(headerLabel(text)).toBe(label);
});
