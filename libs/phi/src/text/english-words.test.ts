import { expect, it } from 'vitest';
import { findIdentifiers, redact } from '../index.js';

const strictly = (text: string) => redact(text, findIdentifiers(text, { mode: 'strict' }));

/** Enough English for the language to be known. */
const around = (line: string) =>
  `The patient was seen in the clinic and the findings were normal.\n${line}\nThere is no sign of this with the second examination.`;

it.each([
  'Scattered diverticula were seen. Haemorrhoids were noted on retroflexion.',
  'Scalloping of the folds in the second part. Possible coeliac disease.',
  'Throat spray given. Written consent obtained.',
  'Plan: Avoid alcohol. Haemoglobin to be checked.',
])('%s stays', (line) => {
  expect(strictly(around(line))).toBe(around(line));
});

it.each([
  ['She lives in Nether Wallop and was seen by Ottery.', 'Nether Wallop', 'Ottery'],
  ['Signed: Mr Price', 'Price'],
  ['The films were reviewed with Fields and Featherstonehaugh.', 'Fields', 'Featherstonehaugh'],
])('%s names somebody or a place', (line, ...names) => {
  for (const name of names) expect(strictly(around(line))).not.toContain(name);
});
