import type { FieldFinding } from '@endoveil/contracts';
import { type TrueField, trueFields, type TrueReport } from '@endoveil/testing';
import { bare } from './pdf-channels.js';

/** Identifiers that somebody still recognises in a text: numbers and long words anywhere, others as a word's beginning. */
export function leaksIn(text: string, { identifiers, others }: TrueReport): string[] {
  const joined = bare(text);
  const words = new Set(text.split(/[^\p{L}\p{M}]+/u).map(bare));
  const innocent = new Set(others.map(bare));
  const list = [...words].filter((word) => !innocent.has(word));
  return identifiers.filter((identifier) => {
    const wanted = bare(identifier);
    if (/\d/.test(wanted)) return joined.includes(wanted.replace(/^0+/, ''));
    if (words.has(wanted) || words.has(`${wanted}s`)) return true;
    return wanted.length >= 7 && list.some((word) => word.includes(wanted) || isOneOff(word, wanted));
  });
}

/** One letter more, less or other. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  const rest = (text: string, skip: number) => text.slice(start + skip);
  return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1);
}

export interface WordsKept {
  readonly read: number;
  readonly lost: readonly string[];
}

/** Of the ordinary words that the level read, those that the result no longer says. Each counts once a report. */
export function wordsKept(source: string, result: string, { others }: TrueReport): WordsKept {
  const wordsOf = (text: string) => new Set((text.match(/\p{L}{4,}/gu) ?? []).map(bare));
  const [before, after] = [wordsOf(source), wordsOf(result)];
  const read = [...new Set(others.map(bare))].filter((word) => before.has(word));
  return { read: read.length, lost: read.filter((word) => !after.has(word)) };
}

export type FieldJudgement = 'exact' | 'missing' | 'wrong' | 'not-stated';

export function judgeFields(
  found: readonly FieldFinding[],
  { fields, stated }: TrueReport,
): Readonly<Record<TrueField, FieldJudgement>> {
  const judge = (name: TrueField): FieldJudgement => {
    const value = found.find((field) => field.name === name)?.value;
    if (value === undefined) return stated.has(name) ? 'missing' : 'not-stated';
    return same(name, value, fields[name]) ? 'exact' : 'wrong';
  };
  return Object.fromEntries(trueFields.map((name) => [name, judge(name)])) as Record<TrueField, FieldJudgement>;
}

/** First and last name exchanged: the worst of all mistakes. */
export function isSwapped(found: readonly FieldFinding[], { fields }: TrueReport): boolean {
  const value = (name: TrueField) => bare(found.find((field) => field.name === name)?.value ?? '');
  return (
    (value('last-name') !== '' && value('last-name') === bare(fields['first-name'])) ||
    (value('first-name') !== '' && value('first-name') === bare(fields['last-name']))
  );
}

/** Letter for letter, marks and all; a number without the zeros in front of it, an examiner without titles, in either order. */
function same(name: TrueField, value: string, truth: string): boolean {
  if (name === 'case-number') return value.replaceAll(/\D/g, '').replace(/^0+/, '') === truth.replace(/^0+/, '');
  if (name !== 'examiner') return value.normalize('NFC') === truth;
  const words = (text: string) =>
    new Set(
      (text.normalize('NFC').match(/[\p{L}'-]{2,}/gu) ?? []).filter(
        (word) => !['Dr', 'med', 'Prof', 'PD'].includes(word),
      ),
    );
  const [said, wanted] = [words(value), words(truth)];
  return said.size === wanted.size && [...said].every((word) => wanted.has(word));
}
