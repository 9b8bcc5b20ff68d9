import { firstName } from '../../words/first-names.js';
import { isMedicalWord } from '../../words/compounds.js';
import { isWrittenWord } from '../../words/ordinary-words.js';
import { germanDictionary } from '../../words/german-dictionary.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const doer = /(?<!\p{L})(?:durch|von|an|mit)\s(?<value>\p{Lu}\p{Ll}{2,})(?=\s?[.,;)]|\s*$)/dgmu;

/** `durch Lasse`: a capital in the middle of a sentence makes a verb somebody's name. */
export const byFirstName: Detector = (text) =>
  spansOf(text, doer, 'name', 0.6, 'name.doer').filter(({ start, end }) => {
    const word = text.slice(start, end);
    const folded = word.toLowerCase();
    return (
      firstName(word) !== 'no' &&
      !isWrittenWord(word) &&
      !isMedicalWord(folded) &&
      (firstName(word) === 'yes' || !germanDictionary().nouns.has(folded))
    );
  });
