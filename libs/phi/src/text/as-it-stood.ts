import { repairsOf } from '../words/misread-words.js';
import { matchesOf } from './matches-of.js';

/** What OCR read, with words in it as they may have stood there. */
export interface AsItStood {
  readonly text: string;
  /** The stretch that was read for a stretch of this text. */
  asRead<T extends { readonly start: number; readonly end: number }>(span: T): T;
}

const word = /(?<![\p{L}\p{M}\d|])\p{L}[\p{L}\d|]{5,}(?![\p{L}\p{M}\d|])/gu;
/** A sign that a reader put for a letter it does not know: `Zo& Winter`, `Fran€ois`; behind a title a digit as well. */
const maimed =
  /(?<![\p{L}\p{M}\d])\p{Lu}\p{L}*[&@€£$*?#|\\§©®{}<>~^\uFFFD\u25A1]{1,2}\p{L}*(?![\p{L}\p{M}\d])|(?<=(?:Dr|Prof|med|Sr)\.\s|(?:Frau|Herrn?)\s)\d\p{Ll}{2,}(?![\p{L}\d])/gu;
/** Any letter will do: the word is nobody's, but those beside it are read as they are beside a name. */
const whole = (read: string) => read.replace(/^\d/u, 'Z').replaceAll(/[^\p{L}\p{M}]+/gu, 'e');
/** `lngrid`: no word begins so. A large I and a small l are one stroke in most print. */
const smallL = /(?<![\p{L}\p{M}\d])l[bcdfghjkmnpqrstvwxz]\p{Ll}{2,}(?![\p{L}\d])/gu;
/** A word that may have been several is read as each of them, but not more often than so. */
const MOST = 3;

/** None where nothing was plainly misread. A cue, a month or a house is none to any rule when one of its letters is wrong. */
export function asItStood(text: string): AsItStood[] {
  const known = placesOf(text, word, repairsOf);
  const signs = [
    ...placesOf(text, maimed, (read) => [whole(read)]),
    ...placesOf(text, smallL, (read) => [`I${read.slice(1)}`]),
  ].filter((one) => !known.some(({ start, end }) => start < one.end && end > one.start));
  const misread = [...known, ...signs].toSorted((a, b) => a.start - b.start);
  const most = Math.min(MOST, Math.max(0, ...misread.map(({ repairs }) => repairs.length)));
  return Array.from({ length: most }, (_, which) => repaired(text, misread, which));
}

interface Misread {
  readonly start: number;
  readonly end: number;
  readonly repairs: readonly string[];
}

function placesOf(text: string, pattern: RegExp, repairs: (read: string) => readonly string[]): Misread[] {
  return matchesOf(text, pattern)
    .map((match) => ({ start: match.index, end: match.index + match[0].length, repairs: repairs(match[0]) }))
    .filter((one) => one.repairs.length > 0);
}

function repaired(source: string, misread: readonly Misread[], which: number): AsItStood {
  let [text, at] = ['', 0];
  const places = misread.map(({ start, end, repairs }) => {
    text += source.slice(at, start);
    const from = text.length;
    text += repairs[Math.min(which, repairs.length - 1)]!;
    at = end;
    return { from, to: text.length, start, end };
  });
  text += source.slice(at);
  // inside of a repaired word nothing has its place: the whole word is meant
  const back = (position: number, isEnd: boolean) => {
    const last = places.findLast(({ from }) => (isEnd ? from < position : from <= position));
    if (!last) return position;
    if (isEnd ? position <= last.to : position < last.to) return isEnd ? last.end : last.start;
    return position - last.to + last.end;
  };
  return { text, asRead: (span) => ({ ...span, start: back(span.start, false), end: back(span.end, true) }) };
}
