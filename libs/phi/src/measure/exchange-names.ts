import type { MarkedLetter } from './measure-letters.js';
import { firstName } from '../words/first-names.js';
import { lastName } from '../words/last-names.js';
import { isOrdinaryWord } from '../words/ordinary-words.js';
import { town } from '../words/towns.js';

/** Marks whose words are exchanged: what a list of names or towns could know. */
const nameLike = /^(?:NAME_(?!TITLE|USERNAME)|LOCATION_CITY)/u;
const word = /\p{L}[\p{L}\p{M}'’]+/gu;

export interface Exchange {
  readonly letter: MarkedLetter;
  /** Words exchanged, each counted once. */
  readonly words: number;
}

/**
 * The letter with every marked name and town replaced by an invented word that stands on no list here, the same
 * everywhere in the letter, so that only the rules can find it. `random` gives numbers in [0, 1).
 */
export function exchangeNames(letter: MarkedLetter, random: () => number): Exchange {
  const marks = letter.entities.filter(({ label }) => nameLike.test(label)).toSorted((a, b) => a.start - b.start);
  const instead = new Map<string, string>();
  const replace = (value: string) =>
    value.replaceAll(word, (found) => {
      if (found.length < 3 || !/^\p{Lu}/u.test(found)) return found;
      const known = instead.get(found) ?? invented(random);
      instead.set(found, known);
      return found === found.toUpperCase() ? known.toUpperCase() : known;
    });
  let text = '';
  let at = 0;
  const moved: { readonly from: number; readonly by: number }[] = [];
  for (const { start, end } of marks) {
    if (start < at) continue;
    text += letter.text.slice(at, start) + replace(letter.text.slice(start, end));
    moved.push({ from: end, by: text.length - end });
    at = end;
  }
  text += letter.text.slice(at);
  const shifted = (position: number) => position + (moved.findLast(({ from }) => from <= position)?.by ?? 0);
  const entities = letter.entities.map((entity) => ({
    ...entity,
    start: shifted(entity.start),
    end: shifted(entity.end),
  }));
  return { letter: { ...letter, text, entities }, words: instead.size };
}

const beginnings = 'Kra Zwe Ol Mo Bru Tes Wa Fen Lju Sze Ha Ri Go Pel Nur Dra Ve Ska Ib Ty'.split(' ');
const middles = 'lo ri mbe nda sche vu gge pra tti kö zo rne lla wi dü'.split(' ');
const ends = 'k n wicz rup sen lt ffel nak det sis ra mo qvist ndt be'.split(' ');

/** A word that could be a name and is on no list. */
function invented(random: () => number): string {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)]!;
  // no name ends in `q`: whatever `random` gives, the second attempt is on no list
  for (const end of ['', 'q']) {
    const made = pick(beginnings) + pick(middles) + (random() < 0.4 ? pick(middles) : '') + pick(ends) + end;
    if (!isOrdinaryWord(made) && firstName(made) === 'no' && lastName(made) === 'no' && town(made) === 'no')
      return made;
  }
  return `${pick(beginnings)}${pick(middles)}xq`;
}
