import { mayBeName } from './detectors/names.js';
import type { Span } from './span.js';

const capitalised = /(?<![\p{L}-])\p{Lu}[\p{L}'’-]*(?![\p{L}])/gu;
const number = /\d{3,}/gu;
const LETTERHEAD_LINES = 8;
const FOOTER_LINES = 4;

/**
 * Without a language model, doubt is enough: capitalised words that are none of the language's go in the lines that
 * hold another identifier and beside them, in the letterhead and in the footer.
 */
export function strictZones(text: string, spans: readonly Span[]): Span[] {
  const lines = linesOf(text);
  const filled = lines.filter(({ start, end }) => text.slice(start, end).trim() !== '');
  const edges = new Set(
    [...filled.slice(0, LETTERHEAD_LINES), ...filled.slice(-FOOTER_LINES)].map(({ start }) => start),
  );
  return lines.flatMap(({ start, end }, i) => {
    const near = [lines[i - 1], lines[i], lines[i + 1]].some(
      (line) => line && spans.some((span) => span.label !== 'date' && span.start < line.end && span.end > line.start),
    );
    if (!near && !edges.has(start)) return [];
    const zone = { label: 'zone', confidence: 0.4, reason: 'zone.strict' } as const;
    const words = [...text.slice(start, end).matchAll(capitalised)]
      .map((match) => ({ ...zone, start: start + match.index, end: start + match.index + match[0].length }))
      .filter((span) => mayBeName(text, span.start, span.end));
    const digits = edges.has(start) ? [...text.slice(start, end).matchAll(number)] : [];
    return [
      ...words,
      ...digits.map((match) => ({ ...zone, start: start + match.index, end: start + match.index + match[0].length })),
    ];
  });
}

function linesOf(text: string): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return lines;
}
