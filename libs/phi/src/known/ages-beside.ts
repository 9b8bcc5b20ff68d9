import type { Span } from '../span.js';

/** `Jäckle, Friedhelm (93)`: an age that few reach. */
const age = /^\s?(?:,\s|\()(?<value>(?:9\d|1[01]\d))\)/du;

/** `4.11.1929, 95`: a date as long ago as that can be nothing but a birth date. */
const longAgo = /(?<!\d)19[0-3]\d(?!\d)/u;
const atBirthDate = /^\s?(?:,\s(?<plain>(?:9\d|1[01]\d))(?=[,;)\n]|$)|\((?<value>(?:9\d|1[01]\d))\))/du;

/** Ages over 89 that stand right behind a name or a birth date. */
export function agesBeside(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap(({ start, end, label }): Span[] => {
    const isBirth = label === 'date' && longAgo.test(text.slice(start, end));
    if (label !== 'name' && !isBirth) return [];
    const places = (isBirth ? atBirthDate : age).exec(text.slice(end, end + 8))?.indices?.groups;
    const place = places?.['value'] ?? places?.['plain'];
    return place
      ? [{ start: end + place[0], end: end + place[1], label: 'age', confidence: 0.7, reason: 'age.beside' }]
      : [];
  });
}
