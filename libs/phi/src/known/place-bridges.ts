import type { Span } from '../span.js';

const bridge = /^\s(?:am|an der|im|bei|ob der|in der|vor der|auf der|unter|a\.\s?d\.|b\.|OT)\s(?=\p{Lu})/u;
const places = new Set(['city', 'zone', 'organisation', 'street']);

/** What joins the two words of one place: `Bühl am Alpsee`. Both are found, the little word between them is none by itself. */
export function bridgesBetween(text: string, spans: readonly Span[]): Span[] {
  const begins = new Set(spans.filter(({ label }) => label === 'city' || label === 'zone').map(({ start }) => start));
  return spans.flatMap((span) => {
    if (!places.has(span.label)) return [];
    const match = bridge.exec(text.slice(span.end, span.end + 14));
    const at = span.end + (match?.[0].length ?? 0);
    return match && begins.has(at) ? [{ ...span, start: span.end, end: at, label: 'city', reason: 'city.bridge' }] : [];
  });
}
