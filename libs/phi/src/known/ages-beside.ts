import type { Span } from '../span.js';

/** `Jäckle, Friedhelm (93)`: an age that few reach. */
const age = /^\s?(?:,\s|\()(?<value>(?:9\d|1[01]\d))\)/du;

/** Ages over 89 that stand in brackets right behind a name. */
export function agesBeside(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap(({ end, label }): Span[] => {
    if (label !== 'name') return [];
    const place = age.exec(text.slice(end, end + 8))?.indices?.groups?.['value'];
    return place
      ? [{ start: end + place[0], end: end + place[1], label: 'age', confidence: 0.7, reason: 'age.beside' }]
      : [];
  });
}
