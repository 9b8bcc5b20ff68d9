import type { FieldName, KnownValue } from '@endoveil/contracts';
import type { Label, Span } from './span.js';
import { editDistance, fold } from './spellings.js';

const word = /[\p{L}\p{M}][\p{L}\p{M}'’]*/gu;
const FUZZY_FROM = 6;

/**
 * Where a name stands in a text, whatever its spelling: width, case, accents, umlauts, genitive, a hyphen at a line's
 * end, one misread letter in a long word. A name of several words is found in any order, word by word.
 */
export function findValue(text: string, value: string): Span[] {
  const wanted = (value.match(word) ?? []).map(fold).filter((part) => part.length >= 3);
  return [...text.matchAll(word)].flatMap((match) => {
    const seen = fold(match[0]);
    const hit = wanted.some((part) => isSame(seen, part));
    return hit
      ? [
          {
            start: match.index,
            end: match.index + match[0].length,
            label: 'name' as const,
            confidence: 0.95,
            reason: 'known',
          },
        ]
      : [];
  });
}

function isSame(seen: string, wanted: string): boolean {
  if (seen === wanted || seen === `${wanted}s` || seen === `${wanted}es`) return true;
  return wanted.length >= FUZZY_FROM && editDistance(seen, wanted, 1) <= 1;
}

/** Digits of a number, without leading zeros, wherever separators stand. */
function findNumber(text: string, value: string): Span[] {
  const digits = value.replaceAll(/\D/gu, '').replace(/^0+/, '');
  if (digits.length < 4) return [];
  const pattern = new RegExp(`(?<!\\d)0*${[...digits].join('[\\s./-]?')}(?!\\d)`, 'gu');
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    label: 'id',
    confidence: 0.98,
    reason: 'known',
  }));
}

/** A day, in every order and with every separator; the year with two or four digits. */
function findDate(text: string, iso: string): Span[] {
  const [year, month, day] = iso.split('-');
  if (!year || !month || !day) return [];
  const loose = (part: string) => `0?${Number(part)}`;
  const sep = '\\s?[./\\s-]\\s?';
  const short = `(?:${year}|${year.slice(2)})`;
  const pattern = new RegExp(
    `(?<!\\d)(?:${loose(day)}${sep}${loose(month)}${sep}${short}|${loose(month)}${sep}${loose(day)}${sep}${short}|${year}${sep}${loose(month)}${sep}${loose(day)}|${year}${month}${day}|${day}${month}${year})(?!\\d)`,
    'gu',
  );
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    label: 'date',
    confidence: 0.98,
    reason: 'known',
  }));
}

const kinds: Partial<Record<FieldName, 'date' | 'number' | 'phrase'>> = {
  'birth-date': 'date',
  'exam-date': 'date',
  'case-number': 'number',
  'patient-id': 'number',
  'device-serial': 'number',
  institution: 'phrase',
};

/** Everything known of the case, in every spelling. */
export function findKnown(text: string, known: readonly KnownValue[]): Span[] {
  return known.flatMap(({ name, value }) => {
    switch (kinds[name]) {
      case 'date':
        return findDate(text, value);
      case 'number':
        return findNumber(text, value);
      case 'phrase':
        return findPhrase(text, value, 'organisation');
      default:
        return findValue(text, value);
    }
  });
}

/** The words of a phrase one after the other, whatever stands between them. */
function findPhrase(text: string, value: string, label: Label): Span[] {
  const parts = (value.match(/[\p{L}\p{M}\d]+/gu) ?? []).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (parts.length === 0) return [];
  const pattern = new RegExp(parts.join('[^\\p{L}\\d]{1,4}'), 'giu');
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    label,
    confidence: 0.95,
    reason: 'known',
  }));
}
