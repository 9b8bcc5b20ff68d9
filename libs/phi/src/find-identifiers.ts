import type { KnownValue } from '@endoveil/contracts';
import { addressLines } from './detectors/address-lines.js';
import { addresses } from './detectors/addresses.js';
import { contacts } from './detectors/contacts.js';
import { ages, dates } from './detectors/dates.js';
import type { Detector } from './detectors/match.js';
import { englishPlaces } from './detectors/english-places.js';
import { initialledNames } from './detectors/initialled-names.js';
import { listedNames } from './detectors/listed-names.js';
import { names } from './detectors/names.js';
import { devices, numbers } from './detectors/numbers.js';
import { organisations } from './detectors/organisations.js';
import { withoutEnglishWords } from './english-words.js';
import { findKnown } from './find-value.js';
import { partialDates } from './detectors/partial-dates.js';
import { professions } from './detectors/professions.js';
import { spacedNames } from './detectors/spaced-names.js';
import { toldDates } from './detectors/told-dates.js';
import { unknownNames, unknownPlaces } from './detectors/unknown-names.js';
import { withCapitals } from './lower-case.js';
import { openText, toSource } from './open-text.js';
import { placesBeside } from './places-beside.js';
import { propagate } from './propagate.js';
import { mergeSpans, type Span } from './span.js';
import { strictZones } from './strict-zones.js';
import { wholeToken } from './whole-tokens.js';

export interface FindOptions {
  /** Everything known of this case: searched for fuzzily, in every spelling. */
  readonly known?: readonly KnownValue[];
  /** `strict` is what both levels of reports use; `full` names only what a rule gave a name to. With `strict` unknown capitalised words near cues, letterhead, header, footer and signature zones go too. */
  readonly mode?: 'full' | 'strict';
}

/** One file for each family of identifiers. A new family is a new file and a name in this list. */
const detectors: readonly Detector[] = [
  names,
  listedNames,
  initialledNames,
  dates,
  partialDates,
  toldDates,
  ages,
  numbers,
  devices,
  contacts,
  addresses,
  organisations,
  englishPlaces,
  professions,
  spacedNames,
  unknownNames,
  unknownPlaces,
];

/** Every identifier in the text, merged, in order. Deterministic; reads nothing but its arguments. */
export function findIdentifiers(source: string, options: FindOptions = {}): Span[] {
  const opened = openText(source);
  const text = withCapitals(opened.text);
  const detected = withoutEnglishWords(
    text,
    detectors.flatMap((detect) => detect(text)),
  ).map((span) => wholeToken(text, span));
  const seen = [...detected, ...addressLines(text, detected), ...findKnown(text, options.known ?? [])];
  const found = [...seen, ...placesBeside(text, seen)];
  const all = [...found, ...propagate(text, found)];
  if (options.mode === 'strict') all.push(...withoutEnglishWords(text, strictZones(text, all)));
  return mergeSpans(all.map((span) => toSource(opened, withInitial(text, withBeginning(text, span)))));
}

const townBegins = /(?<!\p{L})(?:Bad|Sankt|St\.|Klein|Groß|Alt|Neu|Ober|Unter|Nieder|Hohen)\s$/u;
const nameBegins = /(?<!\p{L})(?:(?:zur?|vom|von(?: der| dem)?)\s|\p{Lu}\.,\s)$/u;

/** With the word that belongs in front: `Bad` Zwiesenbach, `zur` Haaren, `K.,` Renate. */
function withBeginning(text: string, span: Span): Span {
  if (!/^\p{Lu}/u.test(text.slice(span.start, span.start + 2))) return span;
  const before = text.slice(Math.max(0, span.start - 10), span.start);
  const isTown = span.label === 'city' || span.label === 'zone' || span.label === 'organisation';
  const begins = isTown ? townBegins.exec(before) : span.label === 'name' ? nameBegins.exec(before) : null;
  return begins ? { ...span, start: span.start - begins[0].length } : span;
}

/** An initial behind a name belongs to it: `Kordula H.` */
function withInitial(text: string, span: Span): Span {
  if (span.label !== 'name' && span.label !== 'zone') return span;
  // `Seemoser Horn 22,`: a street may be called anything
  const number = /^ \d{1,3}\s?[a-z]?(?![.,]\d)(?=\s*(?:[,(\n]|$))/u.exec(text.slice(span.end, span.end + 8));
  if (number) return { ...span, end: span.end + number[0].length };
  const initial = /^ \p{Lu}\.(?=\s{2}|\s?[,;)\n/(]|\s\p{Ll}{3}|\s*$)/u.exec(text.slice(span.end, span.end + 10));
  return initial ? { ...span, end: span.end + initial[0].length } : span;
}
