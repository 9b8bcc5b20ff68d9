import { englishWords } from '../words/english-dictionary.js';
import { firstName } from '../words/first-names.js';
import { lastName } from '../words/last-names.js';
import { isOrdinaryWord, isWrittenWord } from '../words/ordinary-words.js';
import { town } from '../words/towns.js';
import { matchesOf } from './matches-of.js';

const word = /(?<![\p{L}\p{M}\d@._-])\p{Ll}[\p{L}\p{M}'’]+(?:-\p{L}+)*/gu;
const anyWord = /(?<!\p{L})\p{L}{2,}/gu;
/** In a text of so few capitals nobody cared for them. */
const MOST_CAPITALS = 0.05;
const LEAST_WORDS = 8;
const cue =
  /^(?:herrn?|frau|hr|fr|dr|prof|oa|oä|sr|schw|pfl|pat|patient|patientin|ehefrau|ehemann|tochter|sohn|schwester|bruder)$/u;
const cueBefore =
  /(?<!\p{L})(?:herrn?|frau|hr\.?|fr\.|dr\.?|prof\.|sr\.|schw\.|pfl\.|mr|mrs|ms|miss)\s(?:\p{L}+[ -])?$/u;
const townBegins = /^(?:bad|sankt|klein|groß|alt|neu|ober|unter|nieder|hohen)$/u;

/** Who says, asks and comes has a name, in lower case as well: `jasmin sagt` */
const speaker =
  /(?<![\p{L}@._-])\p{Ll}{4,}(?=\s(?:sagte?|meinte?|fragte?|ruft|rief|kommt|kam|will|wollte|bringt|holt|schreibt|schrieb|möchte|says|said|called|rang|asked|wants)(?!\p{L}))/gu;

/**
 * The text with capitals where German has them and the writer had none: names in a dictated note, names behind a cue that
 * is itself in lower case. Every offset stays.
 */
export function withCapitals(source: string): string {
  const text = source.replaceAll(speaker, (found) =>
    firstName(capitalised(found)) === 'yes' && !isWrittenWord(found) ? capitalised(found) : found,
  );
  const all = matchesOf(text, anyWord);
  const capitals = all.filter(([found]) => /^\p{Lu}/u.test(found)).length;
  const nobodyCared = all.length >= LEAST_WORDS && capitals < MOST_CAPITALS * all.length;
  const careless = nobodyCared ? [] : carelessLines(text);
  if (
    !nobodyCared &&
    careless.length === 0 &&
    !/(?<!\p{L})(?:herrn?|frau|hr\.|fr\.|dr\.|prof\.|sr\.|schw\.|pfl\.|mrs?\.?|ms)\s\p{Ll}/u.test(text)
  )
    return text;
  const isEnglish = nobodyCared && areEnglish(all.map(([found]) => found));
  return text.replaceAll(word, (found: string, at: number) => {
    const isCued = cueBefore.test(text.slice(Math.max(0, at - 28), at)) && !isWrittenWord(found);
    const counts =
      nobodyCared || careless.some(({ start, end }) => start <= at && at < end)
        ? cue.test(found) ||
          ((isCued || mayBeName(found)) && !(isEnglish && isEnglishWord(found))) ||
          beginsTown(text, found, at)
        : (isCued && mayBeName(found)) || (cue.test(found) && followedByName(text, found, at));
    return counts ? capitalised(found) : found;
  });
}

const LEAST_IN_LINE = 6;
const MOST_WITHOUT_NOUN = 12;
const told =
  /(?<!\p{L})(?:geb|pat|dr|prof|herrn?|frau|sr|schw|schwester|pfl|pfleger|wohnhaft|whft|tochter|sohn|ehefrau|ehemann|hausarzt|hausärztin|überweiser|einweiser|untersucher|assistenz)(?!\p{L})/u;

/** Lines without any capital among others that have them: no German sentence is so long without a noun. */
function carelessLines(text: string): { start: number; end: number }[] {
  let end = -1;
  return text.split('\n').flatMap((line) => {
    const start = end + 1;
    end = start + line.length;
    if (/\p{Lu}/u.test(line)) return [];
    const words = (line.match(anyWord) ?? []).map(String);
    const isCareless = words.length >= MOST_WITHOUT_NOUN || (words.length >= LEAST_IN_LINE && told.test(line));
    return isCareless && !areEnglish(words) ? [{ start, end }] : [];
  });
}

const isEnglishWord = (found: string) => englishWords().has(found.toLowerCase());

const ENGLISH_SHARE = 0.45;

/** German shares some words with English (`hat`, `die`, `war`), never so many. */
function areEnglish(words: readonly string[]): boolean {
  const long = words.filter((found) => found.length > 2);
  if (long.filter((found) => !isOrdinaryWord(capitalised(found))).length < long.length / 4) return false;
  return long.filter(isEnglishWord).length >= ENGLISH_SHARE * long.length;
}

function capitalised(found: string): string {
  const first = found.charAt(0).toUpperCase();
  return first.length === 1 ? first + found.slice(1) : found;
}

/** What is said in letters, typed without capitals. */
const acronyms = new Set(
  'ercp ept che oa oä ha wv mfg vg lg au ögd mrt ekg crp inr ptt vhf khk tia tep tvt pavk copd ards gfr tsh psa cea afp ggt got gpt ldh lwk bwk hwk nyha asa icd ops tnm bds eus mrcp zvk pvk pej peg tah hno uro gyn tur dru bga'.split(
    ' ',
  ),
);

/** No word of the language, or on a list of names. */
function mayBeName(found: string): boolean {
  const name = capitalised(found);
  return (
    (!isOrdinaryWord(name) && !acronyms.has(found)) ||
    firstName(name) === 'yes' ||
    lastName(name) === 'yes' ||
    town(name) === 'yes'
  );
}

const next = (text: string, found: string, at: number) =>
  /^\.?\s(\p{Ll}[\p{L}-]+)/u.exec(text.slice(at + found.length, at + found.length + 30))?.[1];

function followedByName(text: string, found: string, at: number): boolean {
  const name = next(text, found, at);
  return name !== undefined && mayBeName(name);
}

function beginsTown(text: string, found: string, at: number): boolean {
  return townBegins.test(found) && followedByName(text, found, at);
}
