import { mayBeName } from '../detectors/names/names.js';
import type { Label, Span } from '../span.js';
import { fold } from './spellings.js';
import { firstName } from '../words/first-names.js';
import { lastName } from '../words/last-names.js';
import { isMisreadWord, nearOf } from '../words/misread-words.js';
import { wordKind } from '../words/ordinary-words.js';

/** What stands beside a name, or is one; a date or an age says nothing of the word beside it. */
const nobody: ReadonlySet<Label> = new Set(['date', 'age']);
const before = /(?<word>[\p{L}\d][\p{L}\d'’-]*\.?)[ ,;/&+(-]{1,3}$/u;
const after = /^[ ,;/&+(-]{1,3}(?<word>[\p{L}\d][\p{L}\d'’-]*\.?)/u;

/**
 * Answers for a stretch of the text whether OCR misread a word of the language there, and nothing but its being unknown
 * speaks for a name: nothing identifying stands beside it, nobody of the document is called like it.
 */
export function plainlyMisreadIn(text: string, spans: readonly Span[]): (span: Pick<Span, 'start' | 'end'>) => boolean {
  const somebody = spans.filter(({ label }) => !nobody.has(label));
  let called: ReadonlySet<string> | undefined;
  return ({ start, end }) => {
    const word = text.slice(start, end);
    if (!isMisreadWord(word)) return false;
    const last = before.exec(text.slice(Math.max(0, start - 40), start));
    const next = after.exec(text.slice(end, end + 40));
    const [from, to] = [start - (last?.[0].length ?? 0), end + (next?.[0].length ?? 0)];
    if (somebody.some((span) => span.start < to && span.end > from)) return false;
    if (last && mayBelongToName(text, from, last.groups!['word']!)) return false;
    if (next && mayBelongToName(text, to - next.groups!['word']!.length, next.groups!['word']!)) return false;
    called ??= new Set(somebody.flatMap((span) => partsOf(text.slice(span.start, span.end))));
    const names = called;
    return ![word, ...nearOf(word)].some((near) => names.has(fold(near)));
  };
}

/** Words of the language in a line of them. */
const SENTENCE = 3;

/** Short reports begin with their second line: a line of the language's own words, with nothing identifying in it, is no letterhead. */
export function isSentence(text: string, { start, end }: Pick<Span, 'start' | 'end'>, spans: readonly Span[]): boolean {
  if (spans.some((span) => !nobody.has(span.label) && span.start < end && span.end > start)) return false;
  const own = (text.slice(start, end).match(/\p{L}{3,}/gu) ?? []).filter(
    (word) => wordKind(word) !== 'unknown' && firstName(word) === 'no' && lastName(word) === 'no',
  );
  return own.length >= SENTENCE;
}

/** An initial, a name of the lists, or a word that is as unknown. */
function mayBelongToName(text: string, at: number, word: string): boolean {
  if (/^\p{Lu}\.$/u.test(word)) return true;
  if (!/^\p{Lu}/u.test(word)) return false;
  const bare = word.replace(/\.$/u, '');
  if (isMisreadWord(bare)) return false;
  return firstName(bare) !== 'no' || lastName(bare) === 'yes' || mayBeName(text, at, at + bare.length);
}

const partsOf = (said: string) => (said.match(/\p{L}{3,}/gu) ?? []).map(fold);
