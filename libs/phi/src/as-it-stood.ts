import { repairsOf } from './words/misread-words.js';

/** What OCR read, with words in it as they may have stood there. */
export interface AsItStood {
  readonly text: string;
  /** The stretch that was read for a stretch of this text. */
  asRead<T extends { readonly start: number; readonly end: number }>(span: T): T;
}

const word = /(?<![\p{L}\p{M}\d|])\p{L}[\p{L}\d|]{5,}(?![\p{L}\p{M}\d|])/gu;
/** A word that may have been several is read as each of them, but not more often than so. */
const MOST = 3;

/** None where nothing was plainly misread. A cue, a month or a house is none to any rule when one of its letters is wrong. */
export function asItStood(text: string): AsItStood[] {
  const misread = [...text.matchAll(word)].flatMap((match) => {
    const repairs = repairsOf(match[0]);
    return repairs.length > 0 ? [{ start: match.index, end: match.index + match[0].length, repairs }] : [];
  });
  const most = Math.min(MOST, Math.max(0, ...misread.map(({ repairs }) => repairs.length)));
  return Array.from({ length: most }, (_, which) => repaired(text, misread, which));
}

interface Misread {
  readonly start: number;
  readonly end: number;
  readonly repairs: readonly string[];
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
