import { expect, it } from 'vitest';
import { headerWords } from './header-words.js';
import { textOf } from './page-words.js';

const none = textOf([]);
const said = (lines: readonly string[], layer = none, certainties: Readonly<Record<string, number>> = {}) => {
  const page = textOf(
    lines.flatMap((line, row) =>
      line.split(' ').map((text, i) => ({
        text,
        box: { x: 100 + 160 * i, y: 100 + 120 * row, width: 12 * text.length, height: 20 },
        line: row,
        confidence: certainties[text] ?? 96,
      })),
    ),
  );
  return headerWords(layer, page, (text) => text).map((i) => page.words[i]!.text);
};

it.each([
  [
    'names behind labels, no label, title or small word',
    'Patient: Kranzbichler, Mechthild von Frau',
    ['Kranzbichler,', 'Mechthild'],
  ],
  ['who signs', 'Dr. med. Gernot Sauerbeck', ['Gernot', 'Sauerbeck']],
  ['a maimed name', 'Untersucher: Zo& Sauerbeck', ['Zo&', 'Sauerbeck']],
  ['nothing of a finding', 'Magen: Schleimhaut im Antrum gerötet', []],
])('of a line that may be a header’s: %s', (_, line, words) => {
  expect(said([line])).toEqual(words);
});

it('what stands under a label', () => {
  expect(said(['Vorname:', 'Mechthild', 'Magen'])).toEqual([]);
  const close = textOf(
    ['Vorname:', 'Mechthild'].map((text, row) => ({
      text,
      box: { x: 100, y: 100 + 36 * row, width: 100, height: 20 },
      line: row,
      confidence: 96,
    })),
  );
  expect(headerWords(none, close, (text) => text)).toEqual([1]);
});

it('numbers only where they were not read surely: digits are the same everywhere', () => {
  const line = 'Fallnummer: 0012345678 geb. 21.07.1953';
  expect(said([line])).toEqual([]);
  expect(said([line], none, { '21.07.1953': 80 })).toEqual(['21.07.1953']);
});

it('nothing that the text layer says as well', () => {
  const layer = textOf([{ text: 'Kranzbichler', box: { x: 0, y: 0, width: 1, height: 1 }, line: 0, confidence: 100 }]);
  expect(said(['Patient: Kranzbichler, Mechthild'], layer)).toEqual(['Mechthild']);
});
