import type { KnownValue } from '@endoveil/contracts';
import { type ByteSearch, byteSearch } from './bytes-of-values.js';
import { type CuedNeedle, shortMark, shortNames, shortNamesAlone } from './cued-needles.js';
import { brokenWords, gluedWords, spacedWords } from './words-set-apart.js';
import {
  dayPattern,
  isDate,
  isIdentifying,
  longNumbersIn,
  numberIn,
  plain,
  signsOf,
  tellingWords,
  withDigits,
} from './written-forms.js';

/** Said of a hospital or a device only as a whole: their words alone are everybody's. */
const phraseFields = new Set(['institution', 'device']);
/** Said of one person or thing by a mark of letters and digits. */
const markFields = new Set(['case-number', 'patient-id', 'device-serial']);
const personFields = new Set(['last-name', 'first-name', 'examiner', 'assistant']);
/** A shorter mark stands in every text by chance. */
const SHORTEST_MARK = 5;

/** Letters of a name that is looked for alone only in what a good reader says of a page. */
const ALONE = 2;
/** For texts that are partly noise: nothing that a name of two letters alone is found by. */
export const IN_NOISE = ALONE + 1;

interface FoldedText {
  /** As it is written. */
  readonly written: string;
  /** Letters and digits, everything between them one space. */
  readonly phrase: string;
  readonly text: string;
  readonly words: ReadonlySet<string>;
  /** Words set in spaced letters; one name may run into the next. */
  readonly spaced: readonly string[];
  /** With misread digits as digits. */
  readonly figures: string;
  /** The same with the separators between digits taken out. */
  readonly digits: string;
  /** Letters and digits alone. */
  readonly signs: string;
}

interface Needle {
  /** Letters and digits it rests on. */
  readonly length: number;
  isIn(folded: FoldedText): boolean;
}

/** Searches for everything known of the case, in spellings that a person would still recognise. */
export class KnownNeedles {
  /** Values that are looked for wherever they stand; not those that are too short to be told from chance. */
  readonly count: number;
  private readonly values: readonly KnownValue[];
  private readonly needles: readonly Needle[];

  constructor(values: readonly KnownValue[]) {
    this.values = values.filter(isIdentifying);
    const needles = this.values.map(needlesOf).filter(({ length }) => length > 0);
    this.count = needles.length;
    this.needles = [...needles.flat(), ...this.values.flatMap(cuedNeedlesOf)];
  }

  /** True when any of them stands in the text; `letters`: only of those that have so many letters and digits. */
  areIn(text: string, letters = 0): boolean {
    const folded = fold(text);
    return this.needles.some((needle) => needle.length >= letters && needle.isIn(folded));
  }

  /** True when any of them stands in the bytes, in one of the usual encodings. */
  areInBytes(bytes: Buffer): boolean {
    return this.searchBytes(bytes.length).isIn(bytes);
  }

  /** For bytes that come piece by piece, `total` in all. */
  searchBytes(total: number): ByteSearch {
    return byteSearch(this.values, total);
  }
}

function fold(written: string): FoldedText {
  const text = plain(written);
  const figures = withDigits(text);
  return {
    written,
    text,
    phrase: ` ${text.replaceAll(/[^\p{L}\d]+/gu, ' ')} `,
    words: new Set([...(text.match(/\p{L}{3,}/gu) ?? []), ...brokenWords(written), ...gluedWords(written)]),
    spaced: spacedWords(text),
    figures,
    digits: figures.replaceAll(/(?<=\d)[\s./_-]{1,3}(?=\d)/g, ''),
    signs: signsOf(text),
  };
}

function needlesOf(known: KnownValue): Needle[] {
  const { name, value } = known;
  if (isDate(known)) {
    const pattern = dayPattern(value);
    return pattern ? [{ length: 6, isIn: ({ text, figures }) => pattern.test(text) || pattern.test(figures) }] : [];
  }
  if (phraseFields.has(name)) {
    const phrase = plain(value)
      .replaceAll(/[^\p{L}\d]+/gu, ' ')
      .trim();
    const whole = { length: phrase.length, isIn: ({ phrase: text }: FoldedText) => text.includes(` ${phrase} `) };
    return [...(phrase.length < 4 ? [] : [whole]), ...longNumbersIn(value).map(numberNeedle)];
  }
  const number = numberIn(value);
  if (number) return [numberNeedle(number)];
  if (markFields.has(name) && /\d/.test(value)) {
    const mark = signsOf(plain(value));
    const whole = { length: mark.length, isIn: ({ signs }: FoldedText) => signs.includes(mark) };
    return [...(mark.length < SHORTEST_MARK ? [] : [whole]), ...longNumbersIn(value).map(numberNeedle)];
  }
  return tellingWords(plain(value)).map((word) => ({
    length: word.length,
    isIn: ({ words, spaced }) => isAmong(word, words) || spaced.some((one) => one.includes(word)),
  }));
}

/** What is too short to be looked for everywhere. */
function cuedNeedlesOf(known: KnownValue): Needle[] {
  const { name, value } = known;
  if (markFields.has(name)) return asNeedles(shortMark(known), SHORTEST_MARK - 1);
  if (!personFields.has(name)) return [];
  return [...asNeedles(shortNames(value), SHORTEST_MARK - 1), ...asNeedles(shortNamesAlone(value), ALONE)];
}

const asNeedles = (cued: readonly CuedNeedle[], length: number): Needle[] =>
  cued.map((isThere) => ({ length, isIn: ({ written, text }) => isThere(written, text) }));

const numberNeedle = (number: string): Needle => ({
  length: number.length,
  isIn: ({ digits }) => digits.includes(number),
});

function isAmong(word: string, words: ReadonlySet<string>): boolean {
  if (words.has(word) || words.has(`${word}s`)) return true;
  return word.length >= 6 && [...words].some((other) => nearlySame(other, word));
}

/** One letter more, less or other: cut the common ends, at most one letter may be left of either. */
function nearlySame(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return a.length - start - end <= 1 && b.length - start - end <= 1;
}
