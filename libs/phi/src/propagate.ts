import type { Span } from './span.js';
import { fold } from './spellings.js';
import { isGuarded, readsAsMedicine } from './words/guard.js';
import { isWrittenWord } from './words/ordinary-words.js';

const word = /[\p{L}\p{M}][\p{L}\p{M}'’]*/gu;
const SURE_ENOUGH = 0.6;

/** A name found once by a cue is somebody's everywhere in the document, unless that place is medicine. */
export function propagate(text: string, spans: readonly Span[]): Span[] {
  const names = new Set<string>();
  for (const { start, end, label, confidence } of spans) {
    if (label !== 'name' || confidence < SURE_ENOUGH) continue;
    for (const [part] of text.slice(start, end).matchAll(word))
      if (part.length >= 3 && /^\p{Lu}/u.test(part) && !isWrittenWord(part) && !/^(?:Pat\p{L}*|\p{Lu}{2,4})$/u.test(part)) names.add(fold(part));
  }
  return [...text.matchAll(word)].flatMap((match) => {
    const seen = fold(match[0]);
    if (!names.has(seen) && !(seen.endsWith('s') && names.has(seen.slice(0, -1)))) return [];
    const [start, end] = [match.index, match.index + match[0].length];
    if (isGuarded(text, start, end) && readsAsMedicine(text, start, end)) return [];
    return [{ start, end, label: 'name' as const, confidence: 0.7, reason: 'name.again' }];
  });
}
