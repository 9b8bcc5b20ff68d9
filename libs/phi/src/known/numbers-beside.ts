import { isMeasured } from '../detectors/numbers/measures.js';
import type { Span } from '../span.js';

const joint = /^\s?(?:[,;/+&]|und|u\.|oder|bzw\.|bis|–|-)\s{0,2}(?:(?:Nr|Nrn)\.?\s?)?/u;
/** The last digits alone, where the first are those of the number before: `-4`. */
const lastDigits = /^[-–]\s?\d{1,4}(?![\d\p{L}]|[.,/-]\d)/u;
const LONGEST = 40;
const MOST_BESIDE = 12;

/** Numbers of the same shape that are listed behind one that is found: `G0417 24 118837 00, G0417 24 118841 00`. */
export function numbersBeside(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap((span) => {
    const isNumber = span.label === 'id' || span.label === 'phone' || span.label === 'fax' || span.label === 'device';
    if (!isNumber || span.end - span.start > LONGEST) return [];
    const shape = shapeOf(text.slice(span.start, span.end));
    if (!/9.*9/u.test(shape)) return [];
    const found: Span[] = [];
    for (let { end } = span; found.length < MOST_BESIDE;) {
      const next = nextOf(text, end, shape);
      if (!next) break;
      found.push({ ...span, ...next, reason: `${span.label}.beside` });
      end = next.end;
    }
    return found;
  });
}

function nextOf(text: string, at: number, shape: string): { start: number; end: number } | undefined {
  const between = joint.exec(text.slice(at, at + 12));
  if (!between) return undefined;
  const start = at + between[0].length;
  const said = text.slice(start, start + shape.length);
  const isSame =
    shapeOf(said) === shape && shape.length > 3 && !/^[\p{L}\d]|^[.,]\d/u.test(text.slice(start + shape.length));
  const length = isSame ? shape.length : (lastDigits.exec(text.slice(start, start + 8))?.[0].length ?? 0);
  return length > 0 && !isMeasured(text, start + length) ? { start, end: start + length } : undefined;
}

/** Every digit alike, and every capital. */
const shapeOf = (value: string) => value.replaceAll(/\d/gu, '9').replaceAll(/\p{Lu}/gu, 'A');
