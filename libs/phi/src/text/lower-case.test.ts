import { expect, it } from 'vitest';
import { findIdentifiers, redact } from '../index.js';

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

it.each([
  [
    'Klinikum Talheim\nInnere Medizin\nkranzler, ilse  geb. 3.10.41  teterbach, hohe chaussee 11\nDer Befund ist unauffällig.',
    'kranzler',
    'ilse',
    'teterbach',
  ],
  [
    'Der Befund ist unauffällig.\npat. kommt aus pflegeheim, begleitet von schwester kerstin, sonde liegt gut',
    'kerstin',
  ],
])('reads a line without any capital among others: %j', (text, ...names) => {
  for (const name of names) expect(hidden(text)).not.toContain(name);
});

it('leaves a wrapped line without a noun as it is', () => {
  const text = 'Die Sonde ließ sich\nnicht mehr gut und nur unter etwas mehr druckvoll\nvorschieben.';
  expect(hidden(text)).toBe(text);
});

it('keeps what is said in letters where nobody cared for capitals', () => {
  const note =
    'kurzbrief: ercp und ept am freitag, dann che, hb und crp stabil, wv beim ha, mfg, dr. kranzler hat die pat. gesehen und nach hause entlassen';
  expect(hidden(note)).toMatch(/ercp und ept .* che, hb und crp stabil, wv beim ha, mfg/u);
  expect(hidden(note)).not.toContain('kranzler');
});
