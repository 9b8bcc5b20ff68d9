import type { KnownValue } from '@endoveil/contracts';
import { plain, signsOf } from './written-forms.js';

/** What too short a value is looked for by: alone it stands in every text by chance, behind its cue it is meant. */
export type CuedNeedle = (written: string, folded: string) => boolean;

const PERSON =
  /(?<!\p{L})(?:herrn?|frau|hr\.|fr\.|mrs?\.?|ms\.?|dr\.?|prof\.?|med\.|(?:nach|vor|familien|sur|last|first)?name|patient(?:in)?|pat\.|untersucher(?:in)?|arzt|ärztin|examiner|physician)[^\S\n]{0,3}[:.,]?[^\S\n]{0,4}(\p{L}{2})(?!\p{L})/giu;
/** Over folded text, where `ä` is `a`. */
const NUMBER =
  /(?<!\p{L})(?:(?:fall|patienten|patient|pat|aufnahme|akten|case|auftrags|untersuchungs|serien|serial|gerate)[\s.-]{0,2}(?:nr|nummer|id|no|number)|pid|id|s\/?n)[\s.:#-]{0,4}([\p{L}\d][^\s,;]*)/gu;
/** Stands before a name and is none. */
const TITLES = new Set(['dr', 'pd', 'oa', 'hr', 'fr', 'mr', 'ms']);
const LONGEST_MARK = 4;

/** For each word of two letters in a name, as names are written, behind what says that a person follows. */
export function shortNames(value: string): CuedNeedle[] {
  const words = (value.match(/(?<!\p{L})\p{Lu}\p{L}(?!\p{L})/gu) ?? []).filter((word) => !TITLES.has(plain(word)));
  return words.map((word) => {
    const spellings = new Set([word, word.toUpperCase(), word[0]! + word.slice(1).toLowerCase()]);
    return (written) => [...written.normalize('NFC').matchAll(PERSON)].some(([, found]) => spellings.has(found!));
  });
}

/** For a mark of a few signs, one of them a digit, behind what says that a number follows. */
export function shortMark({ value }: KnownValue): CuedNeedle[] {
  const mark = signsOf(plain(value));
  if (!/\d/.test(mark) || mark.length > LONGEST_MARK) return [];
  return [(_, folded) => [...folded.matchAll(NUMBER)].some(([, found]) => signsOf(found!) === mark)];
}
