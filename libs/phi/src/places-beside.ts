import type { Span } from './span.js';
import { isFormLabel } from './words/form-labels.js';
import { wordKind } from './words/ordinary-words.js';

const beside =
  /^(?:,\s|\s\(|\sin\s|\saus\s|\sauf\s)(?<town>(?:(?:Bad|Sankt|St\.|Klein|Groß|Alt|Neu|Ober|Unter|Nieder|Hohen)\s)?(?<word>\p{Lu}[\p{L}-]{3,}))(?=\s*[.,;)\n]|\s*$)/u;
const persons = new Set(['name', 'organisation', 'street', 'profession']);

/** The town that stands behind a physician, a house or a street: `Dr. Sauerbeck, Neuwarthausen`. */
export function placesBeside(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap(({ end, label }) => {
    if (!persons.has(label)) return [];
    const match = beside.exec(text.slice(end, end + 48));
    const { town, word } = match?.groups ?? {};
    if (!match || !town || !word || isFormLabel(word)) return [];
    const kind = wordKind(word);
    if (kind !== 'unknown' && !(kind === 'formed' && word === town && !/(?:in|er|ung|keit|heit|tion)$/u.test(word)))
      return [];
    const start = end + match[0].length - town.length;
    return [{ start, end: start + town.length, label: 'city' as const, confidence: 0.5, reason: 'city.beside' }];
  });
}
