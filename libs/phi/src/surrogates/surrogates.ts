import { createHmac } from 'node:crypto';
import { faker as german } from '@faker-js/faker/locale/de';
import { mergeSpans, type Label, type Span } from '../span.js';
import { fold } from '../text/spellings.js';
import { tagOf } from '../redact.js';
import { firstName, sexOfFirstName } from '../words/first-names.js';
import { shiftDate } from './shift-date.js';

export interface SurrogateSource {
  /** A secret of this case alone: the same value has the same surrogate within it, and another in every other case. */
  readonly caseKey: Uint8Array;
  /** How far the dates of this patient move; `undefined` where the patient is not known: dates become tags. */
  readonly shiftDays?: number | undefined;
  /** The patient's sex, for first names that are no one's in particular. */
  readonly sex?: 'female' | 'male' | undefined;
}

const person = german.rawDefinitions.person;
const lists = {
  female: person?.first_name?.female ?? [],
  male: person?.first_name?.male ?? [],
  last: person?.last_name?.generic ?? [],
  towns: 'Aldersrode Brunnweiler Calmstedt Dornau Ellerbruch Falkenrieth Gründelfeld Harsingen Ilmenbach Kronsee'.split(
    ' ',
  ),
  streets:
    'Ahornweg|Birkenstraße|Feldgasse|Gartenweg|Kirchplatz|Lindenallee|Mühlstraße|Rosenweg|Schulstraße|Waldstraße'.split(
      '|',
    ),
} as const;

const WEEK = 7;
const LEAST_WEEKS = 5;
const WEEKS = 255;

/**
 * The secret offset of one patient in days: whole weeks into the past, five weeks to five years. `secret` is the site's
 * key for this purpose; the same patient always moves as far, so intervals between reports are kept as well.
 */
export function dateShiftOf(
  secret: Uint8Array,
  patient: { lastName: string; firstName: string; birthDate: string },
): number {
  const said = [patient.lastName, patient.firstName].map((name) => fold(name.trim())).concat(patient.birthDate);
  const number = createHmac('sha256', secret).update(said.join('\0')).digest().readUInt32BE();
  return -WEEK * (LEAST_WEEKS + (number % WEEKS));
}

/** The text with every span replaced by something of its kind that is nobody's; where that cannot be done, by its tag. */
export function replaceWithSurrogates(text: string, spans: readonly Span[], source: SurrogateSource): string {
  let out = '';
  let at = 0;
  for (const { start, end, label } of mergeSpans(spans)) {
    out +=
      text.slice(at, start) +
      surrogateOf(label, text.slice(start, end), text.slice(Math.max(0, start - 24), start), source);
    at = end;
  }
  return out + text.slice(at);
}

/** One value's stand-in. `before`: what stands in front of it (`Frau`, `Herrn`). */
export function surrogateOf(label: Label, value: string, before: string, source: SurrogateSource): string {
  const number = (salt: string) =>
    createHmac('sha256', source.caseKey).update(`${label}\0${salt}`).digest().readUInt32BE();
  const pick = (from: readonly string[], key: string) => {
    const at = number(key) % from.length;
    return fold(from[at]!) === key ? from[(at + 1) % from.length]! : from[at]!;
  };
  switch (label) {
    case 'name':
      return value.replaceAll(/\p{Lu}[\p{L}\p{M}'’]*/gu, (word) => aName(word, before, source, pick));
    case 'date':
      return (source.shiftDays === undefined ? undefined : shiftDate(value, source.shiftDays)) ?? tagOf(label);
    case 'id':
    case 'phone':
    case 'fax':
    case 'postcode':
    case 'device':
      return sameShape(value, number);
    case 'city':
      return pick(lists.towns, fold(value));
    case 'street':
      return `${pick(lists.streets, fold(value))} ${1 + (number(`${fold(value)}/nr`) % 98)}`;
    case 'title':
      return value;
    default:
      return tagOf(label);
  }
}

function aName(
  word: string,
  before: string,
  source: SurrogateSource,
  pick: (from: readonly string[], key: string) => string,
): string {
  if (word.length === 1) return pick([...'ABEFGHJKLMNRSTW'], word.toLowerCase());
  const isUpper = word === word.toUpperCase();
  const isFirst = firstName(word) !== 'no';
  const bare = !isFirst && word.length > 4 ? fold(word).replace(/s$/u, '') : fold(word);
  const sex =
    sexOfFirstName(word) ??
    (/Frau|Patientin|Schwester/u.test(before) ? 'female' : /Herrn?\b/u.test(before) ? 'male' : source.sex);
  const chosen = pick(isFirst ? lists[sex ?? 'female'] : lists.last, bare);
  const ending = fold(word) === bare ? '' : 's';
  return (isUpper ? chosen.toUpperCase() : chosen) + (isUpper ? ending.toUpperCase() : ending);
}

/** Other digits and letters where there were some; separators and leading zeros stay. */
function sameShape(value: string, number: (salt: string) => number): string {
  // the same number with and without its zeros and separators is the same case
  const core = value
    .replaceAll(/[^\p{L}\d]/gu, '')
    .replace(/^0+/u, '')
    .toLowerCase();
  let at = 0;
  let leading = true;
  return value.replaceAll(/[\p{L}\d]/gu, (sign) => {
    if (leading && sign === '0') return '0';
    leading = false;
    at += 1;
    const other = number(`${core}/${at}`);
    return /\d/u.test(sign) ? String(at === 1 ? 1 + (other % 9) : other % 10) : 'ABCDEFGHKLMNPRSTUVWXYZ'[other % 22]!;
  });
}
