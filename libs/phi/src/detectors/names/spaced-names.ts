import { isMedicalWord } from '../../words/compounds.js';
import { isWrittenWord, wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

/** Letters with a blank between each, as some print names: `K r a n z`. Two blanks part words. */
const spaced = /(?<![\p{L}\d])\p{Lu}(?: [\p{L}'’-]){2,24}(?![\p{L}\d])/gu;

/** Words printed with blanks between their letters, unless they are the language's own (`B E F U N D`). */
export const spacedNames: Detector = (text) =>
  matchesOf(text, spaced).flatMap((match): Span[] => {
    const letters = match[0].replaceAll(' ', '');
    const word = letters.charAt(0) + letters.slice(1).toLowerCase();
    if (isWrittenWord(word) || isMedicalWord(word.toLowerCase()) || wordKind(word) === 'formed') return [];
    return [
      { start: match.index, end: match.index + match[0].length, label: 'name', confidence: 0.6, reason: 'name.spaced' },
    ];
  });
