import type { KnownValue } from '@endoveil/contracts';
import { findIdentifiers, type FindOptions } from '@endoveil/phi';
import type { Box } from '@endoveil/media';
import { type PageText, type PlacedWord, wordsIn } from './page-words.js';
import type { ReadPage } from './read-pages.js';
import { unexplainedInk } from './unexplained-ink.js';

/** What of a page is covered, and what of it may be said again. */
export interface HiddenPage {
  readonly boxes: readonly Box[];
  /** Words that OCR read and nothing covers. */
  readonly surviving: readonly PlacedWord[];
  /** The same as text, line by line; `[…]` where something was. */
  readonly text: string;
}

/** A word read with less certainty than this may be anything. */
const UNCERTAIN = 35;
const MARGIN = 4;

export function hideWords(
  page: ReadPage,
  known: readonly KnownValue[],
  mode: NonNullable<FindOptions['mode']>,
): HiddenPage {
  const spansIn = (text: PageText) => wordsIn(text, findIdentifiers(text.text, { known, mode }));
  const layerHits = spansIn(page.layer);
  const ocrHits = spansIn(page.ocr);
  const doubted = (word: PlacedWord) => word.confidence < UNCERTAIN && /[\p{L}\d]{2}/u.test(word.text);
  const covered = [
    ...page.layer.words.filter((_, i) => layerHits.has(i)),
    ...page.ocr.words.filter((word, i) => ocrHits.has(i) || doubted(word)),
  ].map(({ box }) => grown(box));
  const read = [...page.layer.words, ...page.ocr.words].map(({ box }) => box);
  covered.push(...unexplainedInk(page.bitmap, page.threshold, read));
  const isHidden = (word: PlacedWord) => covered.some((box) => touches(box, word.box));
  // a word that is touched goes whole
  const touched = page.ocr.words.filter(isHidden).map(({ box }) => grown(box));
  const boxes = [...covered, ...touched];
  const surviving = page.ocr.words.filter((word) => !boxes.some((box) => touches(box, word.box)));
  return { boxes, surviving, text: linesOf(page.ocr.words, new Set(surviving)) };
}

function linesOf(words: readonly PlacedWord[], surviving: ReadonlySet<PlacedWord>): string {
  const lines: string[][] = [];
  for (const [i, word] of words.entries()) {
    if (i === 0 || words[i - 1]!.line !== word.line) lines.push([]);
    const line = lines.at(-1)!;
    const said = surviving.has(word) ? word.text : '[…]';
    if (said !== '[…]' || line.at(-1) !== '[…]') line.push(said);
  }
  return lines.map((line) => line.join(' ')).join('\n');
}

const grown = ({ x, y, width, height }: Box): Box => ({
  x: x - MARGIN,
  y: y - MARGIN,
  width: width + 2 * MARGIN,
  height: height + 2 * MARGIN,
});

function touches(a: Box, b: Box): boolean {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  // a margin that just brushes the neighbouring line is no hit
  return wide > 3 && high > 0.3 * Math.min(a.height, b.height);
}
