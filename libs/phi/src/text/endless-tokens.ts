import type { Span } from '../span.js';
import { matchesOf } from './matches-of.js';

/** No word, number or address of any language is as long without a space. */
const endless = /\S{200,}/gu;
const FEWEST_LETTERS = 100;

export interface Tokens {
  /** Every offset as before. */
  readonly text: string;
  readonly spans: readonly Span[];
}

/**
 * Runs that nobody wrote go as a whole and are shown to no rule: what hides in them could not be told, and a rule that
 * looks for words would look at each of their letters again and again.
 */
export function withoutEndlessTokens(text: string): Tokens {
  const spans = matchesOf(text, endless).flatMap(({ index: start, 0: run }): Span[] =>
    (run.match(/[\p{L}\d]/gu)?.length ?? 0) < FEWEST_LETTERS
      ? []
      : [{ start, end: start + run.length, label: 'id', confidence: 0.5, reason: 'token.endless' }],
  );
  let rest = text;
  for (const { start, end } of spans) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
  return { text: rest, spans };
}
