import { createHmac, randomBytes } from 'node:crypto';
import type { FieldFinding, KnownValue } from '@endoveil/contracts';
import { dateShiftOf, findKnown, type Span, surrogateOf, type SurrogateSource, tagOf } from '@endoveil/phi';
import type { PageText, PlacedWord } from '../reading/page-words.js';

/** Two keys of the site, one purpose each. */
export interface SurrogateKeys {
  readonly pseudonym: Uint8Array;
  readonly dateShift: Uint8Array;
}

/** What the anonymized text says in place of a value; without a source: what kind of value it was. */
export type Saying = SurrogateSource | undefined;

/** The stand-ins of one report: the same patient has the same ones in every report, an unknown patient in this one alone. */
export function sayingOf(keys: SurrogateKeys | undefined, fields: readonly (FieldFinding | KnownValue)[]): Saying {
  if (!keys) return undefined;
  const value = (name: FieldFinding['name']) => fields.find((field) => field.name === name)?.value;
  const [lastName, firstName, birthDate, sex] = [
    value('last-name'),
    value('first-name'),
    value('birth-date'),
    value('sex'),
  ];
  const known = lastName && firstName && birthDate ? { lastName, firstName, birthDate } : undefined;
  return {
    caseKey: known ? createHmac('sha256', keys.pseudonym).update(identity(known)).digest() : randomBytes(32),
    shiftDays: known && dateShiftOf(keys.dateShift, known),
    sex: sex === 'female' || sex === 'male' ? sex : undefined,
  };
}

const identity = (patient: { readonly lastName: string; readonly firstName: string; readonly birthDate: string }) =>
  [patient.lastName, patient.firstName, patient.birthDate]
    .map((value) => value.normalize('NFKC').trim().toLowerCase())
    .join('\0');

/**
 * A page's words line by line, those that are hidden as their tag or stand-in; `[…]` where something was hidden that no
 * rule gave a name to.
 */
export function anonymizedText(
  page: PageText,
  surviving: readonly PlacedWord[],
  /** What was found in it. */
  spans: readonly Span[],
  known: readonly KnownValue[],
  saying: Saying,
  onStandIn: (standIn: string) => void = () => undefined,
): string {
  const kept = new Set(surviving);
  const lines: string[][] = [];
  let said = -1;
  for (const [i, word] of page.words.entries()) {
    if (i === 0 || page.words[i - 1]!.line !== word.line) lines.push([]);
    const line = lines.at(-1)!;
    if (kept.has(word)) {
      line.push(word.text);
      continue;
    }
    const at = spans.findIndex(({ start, end }) => start < word.start + word.text.length && end > word.start);
    if (at >= 0 && at === said) continue;
    said = at;
    const span = spans[at];
    const stands = span ? inPlaceOf(page.text, span, known, saying, onStandIn) : '[…]';
    if (line.at(-1) !== stands) line.push(stands);
  }
  return lines.map((line) => line.join(' ')).join('\n');
}

function inPlaceOf(
  text: string,
  { start, end, label }: Span,
  known: readonly KnownValue[],
  saying: Saying,
  onStandIn: (standIn: string) => void,
): string {
  if (label === 'zone') return '[…]';
  if (!saying) return tagOf(label);
  const standIn = surrogateOf(label, text.slice(start, end), text.slice(Math.max(0, start - 24), start), saying);
  if (standIn === tagOf(label)) return standIn;
  // by chance somebody of this very case may be called so
  if (findKnown(standIn, known).length > 0) return tagOf(label);
  onStandIn(standIn);
  return standIn;
}
