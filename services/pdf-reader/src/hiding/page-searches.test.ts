import { expect, it } from 'vitest';
import { textOf } from '../reading/page-words.js';
import { bothOf, searchesOf } from './page-searches.js';

const textWith = (words: string) =>
  textOf(
    words
      .split(' ')
      .map((text, i) => ({ text, box: { x: 100 * i, y: 0, width: 90, height: 20 }, line: 1, confidence: 95 })),
  );
const layer = textWith('Patient: Kranzegger, Isolde geb. 12.03.1951');
const ocr = textWith('Patient: Kranzegger, Isolde geb. 12.08.1951 Befund: unauffällig');

it('finds the same whether it was read ahead or not', () => {
  const [late, early] = [searchesOf(layer, ocr), searchesOf(layer, ocr)];
  early.ahead();
  for (const of of ['layer', 'ocr', 'both'] as const) {
    expect(late[of]({ mode: 'strict' }).length).toBeGreaterThan(0);
    expect(early[of]({ mode: 'strict' })).toEqual(late[of]({ mode: 'strict' }));
  }
});

it('finds nothing in the layer of a page without one, and in both what OCR read', () => {
  const searches = searchesOf(textOf([]), ocr);
  searches.ahead();
  expect(searches.layer()).toEqual([]);
  expect(searches.both()).toEqual(searches.ocr());
  expect(bothOf(textOf([]), ocr)).toBe(ocr.text);
});
