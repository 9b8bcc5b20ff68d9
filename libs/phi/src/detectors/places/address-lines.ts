import type { Span } from '../../span.js';
import { spansOf } from '../match.js';

const station = /(?<!\p{L})(?:Packstation|Paketshop|Postfiliale|Postnummer|Post-Nr\.?)\s*:?\s*\d{3,10}/dgu;
const namedAfter =
  /(?<!\p{L})(?:Straße|Strasse|Platz|Allee|Weg|Ring|Ufer|Promenade)\s(?:des|der|am|zum|im|von)\s[^\n,|:;]{2,30}?\s\d{1,4}\s?[a-z]?(?![\d.,]\d|\p{L})/dgu;
/** Behind a house's number: stairs, floor, door. */
const within =
  /^(?:\.\s?(?:OG|Stock|Etage)(?!\p{L})|\/[IVX]{1,4}(?:\/\d{1,3})?(?![\p{L}\d])|(?:\s?[/,]\s?|\s)(?:Top|Tür|Stiege|Stg\.?|Whg\.?)\s?\d{1,4}|\s?[/,]\s?(?:(?:Wohnung|App\.?)\s?\d{1,4}|(?:\d{1,2}|[IVX]{1,4})\.\s?(?:OG|Stock|Etage)(?:\s?(?:li|re|links|rechts|Mitte)\b\.?)?|(?:EG|DG|UG|Hinterhaus|Hhs\.?|VH|HH)(?:\s?(?:li|re|links|rechts)\b\.?)?))+/u;
/** A line that ends in a number as a street's does: no label, no measure. */
const streetLine = /^[ \t]*(\p{Lu}[^\n:|]{0,50}?\d{1,4}\s?[a-z]?(?:\s?[/-]\s?\d{1,4}\s?[a-z]?)?)[ \t]*,?$/u;
const before =
  /(?:^|[\n|;·•]|,\s)\s*((?:\p{Lu}[^\n,;|:.]{0,30}?\s)?\d{1,4}\s?[a-z]?|\p{Lu}\s?\d{1,2},\s?\d{1,3})(?:,|\s[–·-])?\s*$/u;

/** `Gasse 3, 12345`, `Allee 9, 22309 HH`: a postcode alone, a town by its plate. */
const behindStreet =
  /^\s?[,·|–-]?\s?(?:(?:D|A|CH)-)?\d{4,5}(?![\d.,]\d|\s?(?:mg|ml|mm|IE))(?:\s\p{Lu}{1,3}(?![\p{L}\d]))?/u;

/** `in Erfindungen (Meisenbusch 17 c)` */
const behindTown = /^\s?\((\p{Lu}[\p{L}.-]+(?:\s\p{Lu}[\p{L}.-]+)?\s\d{1,4}\s?[a-z]?)\)/u;

/** What stands beside a postcode and its town, where no word says that it is a street, and what goes on behind a number. */
export function addressLines(text: string, found: readonly Span[]): Span[] {
  const street = { label: 'street', confidence: 0.7, reason: 'street.line' } as const;
  const spans: Span[] = [
    ...spansOf(text, station, 'street', 0.9, 'street.box'),
    ...spansOf(text, namedAfter, 'street', 0.7, 'street.named-after'),
  ];
  for (const { start, end, label, reason } of [...found, ...spans]) {
    if (label === 'street') {
      const more = within.exec(text.slice(end, end + 40))?.[0].length ?? 0;
      const code = behindStreet.exec(text.slice(end, end + 24));
      if (code) spans.push({ ...street, label: 'city', start: end, end: end + code[0].length });
      if (more > 0) spans.push({ ...street, start: end, end: end + more });
    }
    if (label === 'city') {
      const inBrackets = behindTown.exec(text.slice(end, end + 50));
      if (inBrackets?.[1]) {
        const at = end + inBrackets[0].indexOf(inBrackets[1]);
        spans.push({ ...street, start: at, end: at + inBrackets[1].length });
      }
    }
    if (reason !== 'city.postcode') continue;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (text.slice(lineStart, start).trim() === '') {
      const lineBefore = text.lastIndexOf('\n', lineStart - 2) + 1;
      const line = lineStart > 0 ? streetLine.exec(text.slice(lineBefore, lineStart - 1)) : null;
      if (line) spans.push({ ...street, start: lineBefore, end: lineBefore + line[0].trimEnd().length });
    }
    const match = before.exec(text.slice(Math.max(lineStart, start - 60), start));
    if (match?.[1]) {
      const at = Math.max(lineStart, start - 60) + match.index + match[0].indexOf(match[1]);
      spans.push({ ...street, start: at, end: at + match[1].length });
    }
  }
  return spans;
}
