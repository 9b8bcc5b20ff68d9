import { headerLabel } from '../fields/header-labels.js';
import { inHeader } from './header-words.js';
import { type PageText, type PlacedWord, textOf } from './page-words.js';

/**
 * A text layer whose header says only what is seen on the page; question marks for the rest. A layer may be another
 * reader's mistakes, or lie. `read` is what OCR read there, `agreed` what two readers of it agree on.
 */
export function confirmedLayer(layer: PageText, read: PageText, agreed: PageText): PageText {
  const header = inHeader(layer.words, (text) => text);
  const readings = [read, agreed].map(({ words }) => words.map((word) => ({ word, text: seenOf(word.text) })));
  const isSeen = (word: PlacedWord) =>
    readings.some((words) =>
      words
        .filter((one) => isBeside(one.word, word))
        .map(({ text }) => text)
        .join('')
        .includes(seenOf(word.text)),
    );
  return textOf(
    layer.words.map((word) => {
      const isSaid = !header.has(word) || headerLabel(word.text) !== undefined || isSeen(word);
      return isSaid ? word : { ...word, text: word.text.replaceAll(/[\p{L}\p{M}\d]/gu, '?') };
    }),
  );
}

/** On the same height. */
function isBeside({ box: a }: PlacedWord, { box: b }: PlacedWord): boolean {
  const overlap = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return overlap > 0.3 * Math.min(a.height, b.height);
}

/** Letters and digits; those that are one stroke in print, or one shape in two sizes, are the same. */
const seenOf = (text: string) =>
  text
    .replaceAll(/[Il1|]/gu, 'l')
    .toLowerCase()
    .replaceAll('o', '0')
    .replaceAll('rn', 'm')
    .replaceAll(/[^\p{L}\p{M}\d]/gu, '');
