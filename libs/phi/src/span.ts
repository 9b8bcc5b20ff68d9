/** What kind of identifier a span is. One word for one thing; tags and tables are made from it. */
export const labels = [
  'name',
  'title',
  'username',
  'date',
  'age',
  'id',
  'phone',
  'fax',
  'email',
  'url',
  'path',
  'street',
  'postcode',
  'city',
  'organisation',
  'device',
  'profession',
  'zone',
] as const;
export type Label = (typeof labels)[number];

/** A stretch of text that identifies someone. `start` and `end` are UTF-16 units of the text as given. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly label: Label;
  /** 0 to 1. Every span is removed whatever its confidence; it serves review and the choice of a label. */
  readonly confidence: number;
  /** The rule that found it (`name.cue`, `id.kvnr.checked`, …). Never a value. */
  readonly reason: string;
}

/** One span a stretch: overlapping and touching spans of one label become one; of two labels the surer wins. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const sorted = spans
    .filter((span) => span.end > span.start)
    .toSorted((a, b) => a.start - b.start || b.end - a.end || b.confidence - a.confidence);
  const merged: Span[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (!last || span.start >= last.end) {
      merged.push(span);
      continue;
    }
    const surer = span.confidence > last.confidence ? span : last;
    merged[merged.length - 1] = { ...surer, start: last.start, end: Math.max(last.end, span.end) };
  }
  return merged;
}
