import { expect, it } from 'vitest';
import { modelSawNames } from './model-saw-names.js';

const text =
  'Patient: Kranzbichler, Roswitha geb. 03.04.1950\nUntersucher: Dr. med. Wöhrlemann\nBefund: Magen unauffällig.';

it('believes a model that names those whom cues name', () => {
  expect(modelSawNames([text], ['Kranzbichler, Roswitha', 'Wöhrlemann'])).toBe(true);
});

it.each([[[]], [['Helicobacter']], [['Wöhrlemann']]])('does not believe one that says only %j', (names) => {
  expect(modelSawNames([text], names)).toBe(false);
});

it('takes nothing for granted where no name is certain', () => {
  expect(modelSawNames(['Befund: Magen unauffällig.'], [])).toBe(false);
});
