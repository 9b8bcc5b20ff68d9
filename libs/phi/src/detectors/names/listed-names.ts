import { firstName } from '../../words/first-names.js';
import { isGuarded, readsAsMedicine } from '../../words/guard.js';
import { lastName } from '../../words/last-names.js';
import { isWrittenWord, wordKind } from '../../words/ordinary-words.js';
import { type Detector, spansOf } from '../match.js';
import { part } from './name-shapes.js';
import { mayBeName } from './names.js';
import { PARTICLES } from './particles.js';

const between = new RegExp(`^ +(?:${PARTICLES} +)?$`, 'u');

/** First names, the word behind them, and family names that are nothing else. */
export const listedNames: Detector = (text) => {
  const words = spansOf(text, part, 'name', 0.6, 'name.list');
  return words.flatMap((span, i) => {
    const word = text.slice(span.start, span.end);
    if (/^(?:\p{Lu}{2,3}|[IVX]+[a-c]?)$/u.test(word)) return [];
    if (isGuarded(text, span.start, span.end) && readsAsMedicine(text, span.start, span.end)) return [];
    if (word === 'Gabe' && /^\s(?:von|eine[rs]|der|des)\s/u.test(text.slice(span.end, span.end + 7))) return [];
    const next = words[i + 1];
    const beside = next && between.test(text.slice(span.end, next.start)) ? next : undefined;
    // `Gabe von Plasma`
    const isAct = isWrittenWord(word) && beside !== undefined && beside.start > span.end + 2;
    if (firstName(word) !== 'no' && !isAct && beside && mayBeName(text, beside.start, beside.end))
      return [span, beside];
    // a common noun has a place in the lists; what merely ends like one may be `Öttinghaus`
    if (firstName(word) === 'yes' && !isAct && beside && !isWrittenWord(text.slice(beside.start, beside.end))) {
      if (!isGuarded(text, beside.start, beside.end)) return [span, beside];
    }
    // `Ida Fuß, Dr. med.`: alone on its line, a common noun behind a first name is a family name
    if (firstName(word) === 'yes' && beside && isAlone(text, span.start, beside.end)) return [span, beside];
    if (firstName(word) === 'yes' && !isWrittenWord(word)) return [span];
    // `Müllers Befund`, but not `des Winters`
    const isGenitive =
      word.endsWith('s') &&
      wordKind(word) !== 'written' &&
      lastName(word.slice(0, -1)) === 'yes' &&
      !/(?:[Dd]es|eines)\s$/u.test(text.slice(Math.max(0, span.start - 6), span.start));
    return lastName(word) === 'yes' || isGenitive ? [span] : [];
  });
};

const isAlone = (text: string, start: number, end: number) =>
  /(?:^|\n)[^\p{L}\n]*$/u.test(text.slice(Math.max(0, start - 12), start)) &&
  /^[ \t]*(?:,|\n|$)/u.test(text.slice(end, end + 6));
