import type { FieldName, KnownValue } from '@endoveil/contracts';
import type { Label, Span } from '../span.js';
import { editDistance, fold } from '../text/spellings.js';
import { matchesOf } from '../text/matches-of.js';

const word = /[\p{L}\p{M}][\p{L}\p{M}'’]*/gu;
const FUZZY_FROM = 6;

/**
 * Where a name stands in a text, whatever its spelling: width, case, accents, umlauts, genitive, a hyphen at a line's
 * end, one misread letter in a long word. A name of several words is found in any order, word by word.
 */
export function findValue(text: string, value: string): Span[] {
  return findName(text, foldedWords(text), value);
}

/** A word where it stands, and its folded spelling. */
interface FoldedWord {
  readonly match: RegExpExecArray;
  readonly folded: string;
}

const foldedWords = (text: string): FoldedWord[] =>
  matchesOf(text, word).map((match) => ({ match, folded: fold(match[0]) }));

function findName(text: string, words: readonly FoldedWord[], value: string): Span[] {
  const parts = (value.normalize('NFKC').match(word) ?? []).filter((part) => !beside.test(part));
  const wanted = parts.map(fold).filter((part) => part.length >= 3);
  const short = new Set(parts.filter((part) => part.length === 2 && /^\p{Lu}/u.test(part)));
  const whole = words
    .filter(({ match: [seen], folded }) => short.has(seen) || wanted.some((part) => isSame(folded, part)))
    .map(({ match }) => match);
  const broken = wanted.filter((part) => part.length >= BROKEN_FROM).flatMap((part) => matchesOf(text, inPieces(part)));
  return [...whole, ...broken].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    label: 'name' as const,
    confidence: 0.95,
    reason: 'known',
  }));
}

/** Particles and titles name nobody; `von` is in every letter. */
const beside =
  /^(?:von|vom|van|der|den|des|de|del|di|da|dos|la|le|zu|zur|zum|und|el|al|ben|bin|ter|Dr|DDr|med|Prof|PD|Priv|Doz|Univ|Dipl|Herrn?|Frau|rer|nat|OA|OÄ|Mr|Mrs|Ms)$/u;
const BROKEN_FROM = 5;
const variants: Readonly<Record<string, string>> = {
  a: '(?:ae|[aäáàâãåą])',
  o: '(?:oe|[oöóòôõøő])',
  u: '(?:ue|[uüúùûů])',
  e: '[eéèêëę]',
  s: '[sśšş]',
  c: '[cćčç]',
  n: '[nńñň]',
  l: '[lł]',
  i: '[iíìîïı]',
  z: '[zźżž]',
};

/** A word cut by a line's end or set wide: `Kranz-\nbichler`, `K r a n z b i c h l e r`. */
function inPieces(folded: string): RegExp {
  const letters = [...folded].map((letter) => variants[letter] ?? letter);
  return new RegExp(`(?<!\\p{L})${letters.join('(?:[-‐]\\s*\\n\\s*|[ ._-])?')}(?:e?s)?(?!\\p{L})`, 'giu');
}

function isSame(seen: string, wanted: string): boolean {
  if (seen === wanted || seen === `${wanted}s` || seen === `${wanted}es`) return true;
  return wanted.length >= FUZZY_FROM && editDistance(seen, wanted, 1) <= 1;
}

/** What OCR takes for a digit. */
const misread: Readonly<Record<string, string>> = { 0: '[0OoQ]', 1: '[1lI|]', 5: '[5S]', 8: '[8B]', 2: '[2Z]' };

/** Digits of a number, without leading zeros, wherever separators stand. */
function findNumber(text: string, value: string): Span[] {
  const digits = value.replaceAll(/\D/gu, '').replace(/^0+/, '');
  if (digits.length < 4) return [];
  const signs = [...digits].map((digit) => (digits.length >= FUZZY_FROM ? (misread[digit] ?? digit) : digit));
  const pattern = new RegExp(`(?<!\\d)[0O]*${signs.join('[\\s./-]?')}(?!\\d)`, 'gu');
  return matchesOf(text, pattern).map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    label: 'id',
    confidence: 0.98,
    reason: 'known',
  }));
}

const monthNames =
  'Jan(?:uar|uary)?|Jänner,Feb(?:ruar|ruary)?|Feber,M[aä]r(?:z|ch)?|Mrz,Apr(?:il)?,Ma[iy],Jun[ie]?,Jul[iy]?,Aug(?:ust)?,Sept?(?:ember)?,O[ck]t(?:ober)?,Nov(?:ember)?,De[zc](?:ember)?'.split(
    ',',
  );

const loose = (part: string) => `0?${Number(part)}`;

/** A day, in every order and with every separator; the year with two or four digits. */
function findDate(text: string, iso: string): Span[] {
  const german = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(iso);
  const [year, month, day] = german ? [german[3], german[2], german[1]] : iso.split('-');
  if (!year || !month || !day) return [];
  const inWords = monthNames[Number(month) - 1] ?? loose(month);
  const sep = '\\s?[./\\s-]\\s?';
  const short = `(?:${year}|${year.slice(2)})`;
  const pattern = new RegExp(
    `(?<!\\d)(?:${loose(day)}(?:\\.|st|nd|rd|th)?[\\s-]*(?:${inWords})\\.?,?[\\s-]*${short}|(?<!\\p{L})(?:${inWords})\\.?\\s*${loose(day)}(?:st|nd|rd|th)?,?\\s*${year}|${loose(day)}${sep}${loose(month)}${sep}${short}|${loose(month)}${sep}${loose(day)}${sep}${short}|${year}${sep}${loose(month)}${sep}${loose(day)}|${year}${month}${day}|${day}${month}${year})(?!\\d)`,
    'giu',
  );
  return matchesOf(text, pattern).map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    label: 'date',
    confidence: 0.98,
    reason: 'known',
  }));
}

/** `nothing`: the value names nobody; a device's model and a sex stand in every report. */
const kinds: Partial<Record<FieldName, 'date' | 'number' | 'phrase' | 'time' | 'nothing'>> = {
  sex: 'nothing',
  device: 'nothing',
  'exam-time': 'time',
  'birth-date': 'date',
  'exam-date': 'date',
  'case-number': 'number',
  'patient-id': 'number',
  'device-serial': 'number',
  institution: 'phrase',
};

/** Everything known of the case, in every spelling. A value that is known from many places is searched for once. */
export function findKnown(text: string, known: readonly KnownValue[]): Span[] {
  if (known.length === 0) return [];
  const words = foldedWords(text);
  const once = new Map(known.map(({ name, value }) => [`${kinds[name] ?? 'name'} ${value}`, { name, value }]));
  return [...once.values()].flatMap(({ name, value }) => {
    switch (kinds[name]) {
      case 'date':
        return findDate(text, value);
      case 'number':
        return findNumber(text, value);
      case 'nothing':
        return [];
      case 'time':
        return findTime(text, value);
      case 'phrase':
        return findPhrase(text, value, 'organisation');
      default:
        return findName(text, words, value);
    }
  });
}

/** A time of day, to the minute: it links an examination to a hospital's books. */
function findTime(text: string, value: string): Span[] {
  const [hours, minutes] = value.split(':');
  if (!hours || !minutes) return [];
  const pattern = new RegExp(`(?<!\\d)0?${Number(hours)}[:.]${minutes}(?:[:.]\\d{2})?(?!\\d)`, 'gu');
  return matchesOf(text, pattern).map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    label: 'date',
    confidence: 0.9,
    reason: 'known',
  }));
}

/** The words of a phrase one after the other, whatever stands between them. */
function findPhrase(text: string, value: string, label: Label): Span[] {
  const parts = (value.match(/[\p{L}\p{M}\d]+/gu) ?? []).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (parts.length === 0) return [];
  const pattern = new RegExp(parts.join('[^\\p{L}\\d]{1,4}'), 'giu');
  return matchesOf(text, pattern).map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    label,
    confidence: 0.95,
    reason: 'known',
  }));
}
