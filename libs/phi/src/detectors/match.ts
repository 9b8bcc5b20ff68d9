import type { Label, Span } from '../span.js';
import { matchesOf } from '../text/matches-of.js';

/** Finds identifiers of one family in a text. One family, one file. */
export type Detector = (text: string) => Span[];

/**
 * Every match of a pattern as a span. With a group named `value` only that part is the identifier; the rest is its cue.
 * The pattern needs the flags `g`, `u` and `d`.
 */
export function spansOf(text: string, pattern: RegExp, label: Label, confidence: number, reason: string): Span[] {
  return matchesOf(text, pattern).flatMap((match) => {
    const [start, end] = match.indices?.groups?.['value'] ?? match.indices![0]!;
    return end > start ? [{ start, end, label, confidence, reason }] : [];
  });
}

/** Every match, the next one looked for already behind the group `kind`: what follows it may begin another. */
export function overlapping(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match);
    pattern.lastIndex = Math.max(match.index + 1, match.indices?.groups?.['kind']?.[1] ?? 0);
  }
  return found;
}
