import { detectLanguage } from './detect-language.js';
import type { Span } from '../span.js';
import { englishWords } from '../words/english-dictionary.js';
import { firstName } from '../words/first-names.js';
import { lastName } from '../words/last-names.js';
import { isOrdinaryWord } from '../words/ordinary-words.js';

/** Found for no other reason than that no German dictionary knows the word. */
const doubts: ReadonlySet<string> = new Set([
  'zone.strict',
  'name.unknown-pair',
  'name.unknown-turned',
  'city.unknown',
]);

/**
 * In an English text, the spans without those that doubt alone made of ordinary English words where English has a capital
 * without a name: at the beginning of a sentence, before a colon, in a heading. Elsewhere a capital is a sign of a name.
 */
export function withoutEnglishWords(text: string, spans: readonly Span[]): readonly Span[] {
  if (!spans.some(({ reason }) => doubts.has(reason)) || detectLanguage(text) !== 'en') return spans;
  return spans.filter(
    ({ start, end, reason }) =>
      !doubts.has(reason) || !isEnglish(text.slice(start, end)) || !hasItsCapital(text, start, end),
  );
}

function hasItsCapital(text: string, start: number, end: number): boolean {
  if (/(?:^|[\n.:;!?•*(–-])[ \t]*$/u.test(text.slice(Math.max(0, start - 6), start))) return true;
  if (/^\s?:/u.test(text.slice(end, end + 2))) return true;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  return line === line.toUpperCase() && isEnglish(line);
}

function isEnglish(said: string): boolean {
  if (/\d/u.test(said)) return false;
  const words = said.match(/\p{L}+/gu) ?? [];
  return words.every(
    (word) => englishWords().has(word.toLowerCase()) && firstName(word) !== 'yes' && lastName(word) !== 'yes',
  );
}

/** A German or English word, as far as the dictionaries know. */
export const isWordOfLanguage = (word: string): boolean =>
  isOrdinaryWord(word) || englishWords().has(word.toLowerCase());
