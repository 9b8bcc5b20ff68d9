import type { Span } from '../span.js';

const LEAST_DIGITS = 6;

/** Letters and digits that belong to a number's token: `PX-`00-4471, 24-11873`/I`, `Q `448 120 937. */
export function wholeToken(text: string, span: Span): Span {
  if (span.label !== 'id' || span.reason === 'id.ward') return span;
  const before = text.slice(Math.max(0, span.start - 12), span.start);
  const after = text.slice(span.end, span.end + 12);
  const joined = /(?<![\p{L}\d])(?:[\p{Lu}\d]+[-/.])*[\p{Lu}\d]{1,4}[-/.]?$/u.exec(before)?.[0] ?? '';
  const digits = text.slice(span.start, span.end).replaceAll(/\D/gu, '').length;
  const parted = digits >= LEAST_DIGITS ? (/(?<![\p{L}\d.])\p{Lu}{1,4}\s$/u.exec(before)?.[0] ?? '') : '';
  const more = /^(?:[-/][\p{Lu}\d]{1,6}(?![\p{Ll}%]))+/u.exec(after)?.[0] ?? '';
  const whole = /\d/u.test(joined) || /[-/.]$/u.test(joined) ? joined : '';
  return { ...span, start: span.start - (whole || parted).length, end: span.end + more.length };
}
