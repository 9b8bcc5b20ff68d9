import { expect, it } from 'vitest';
import { textOf } from '../reading/page-words.js';
import { statedFields } from './stated-fields.js';
import { surePages } from './sure-pages.js';

const LINE = ['Patient:', 'Nufez,', 'Jürgen', 'geb.', '01.09.1936', 'Fallnummer:', '0012345678'];

function page(certainties: Readonly<Record<string, number>>) {
  const ocr = textOf(
    LINE.map((text, i) => ({
      text,
      box: { x: 120 * i, y: 100, width: 100, height: 20 },
      line: 1,
      confidence: certainties[text] ?? 96,
    })),
  );
  return { layer: textOf([]), ocr };
}

const said = (one: ReturnType<typeof page>, certainty: 'sure' | 'any') =>
  Object.fromEntries(
    statedFields(certainty === 'sure' ? surePages([one]) : [one]).map(({ name, value }) => [name, value]),
  );
const sureText = (one: ReturnType<typeof page>) => surePages([one])[0]!.ocr.text;

it('a name that was not read surely is no field, but is searched for', () => {
  const unsure = page({ 'Nufez,': 67 });
  expect(said(unsure, 'sure')).toEqual({ 'birth-date': '1936-09-01', 'case-number': '0012345678' });
  expect(said(unsure, 'any')).toMatchObject({ 'last-name': 'Nufez', 'first-name': 'Jürgen' });
  expect(sureText(unsure)).not.toContain('Nufez');
});

it('so is a number', () => {
  const unsure = said(page({ '0012345678': 40 }), 'sure');
  expect(unsure).toMatchObject({ 'last-name': 'Nufez', 'birth-date': '1936-09-01' });
  expect(unsure).not.toHaveProperty('case-number');
});

/** One line in which some words were not read surely. */
function line(words: readonly string[], unsure: readonly string[]) {
  const ocr = textOf(
    words.map((text, i) => ({
      text,
      box: { x: 120 * i, y: 100, width: 100, height: 20 },
      line: 1,
      confidence: unsure.includes(text) ? 42 : 95,
    })),
  );
  return { layer: textOf([]), ocr };
}

it.each([
  ['Untersucher: Prof. Dr. med. Fleckthaler, Soren', ['Soren'], undefined],
  ['Untersucher: Dr. Thea Fleckthaler', ['Fleckthaler'], undefined],
  ['Untersucher: Dr. Fleckthaler, Thea U-datum: 04.12.2018', ['U-datum:'], 'Fleckthaler, Thea'],
])('half a name is none: %s, where %j was not read surely', (text, unsure, examiner) => {
  const fields = said(line(text.split(' '), unsure), 'sure');
  expect(fields['examiner']).toBe(examiner);
});

it('what was read without certainty is searched for all the same', () => {
  const words = ['Untersucher:', 'Prof.', 'Dr.', 'med.', 'Fleckthaler,', 'Soren'];
  expect(said(line(words, ['Soren']), 'any')).toEqual({ examiner: 'Fleckthaler, Soren' });
});

it('on a page whose specks were taken away a word must be read more surely: dots and strokes may be gone with them', () => {
  const read = page({ 'Nufez,': 88 });
  expect(said(read, 'sure')).toMatchObject({ 'last-name': 'Nufez' });
  const cleaned = { ...read, cleaned: true };
  expect(said(cleaned, 'sure')).toEqual({ 'birth-date': '1936-09-01', 'case-number': '0012345678' });
  expect(said(cleaned, 'any')).toMatchObject({ 'last-name': 'Nufez', 'first-name': 'Jürgen' });
  expect(sureText(cleaned)).not.toContain('Nufez');
});
