import type { KnownValue } from '@endoveil/contracts';
import { asItStood } from './text/as-it-stood.js';
import { addressLines } from './detectors/places/address-lines.js';
import { addresses } from './detectors/places/addresses.js';
import { contacts } from './detectors/contacts/contacts.js';
import { anchoredDates } from './detectors/dates/anchored-dates.js';
import { cuedNames } from './detectors/names/cued-names.js';
import { degrees } from './detectors/names/degrees.js';
import { FOREIGN_PARTICLES } from './detectors/names/particles.js';
import { signedNames } from './detectors/names/signed-names.js';
import { agesBeside } from './known/ages-beside.js';
import { namesBeside } from './known/names-beside.js';
import { ages, dates } from './detectors/dates/dates.js';
import type { Detector } from './detectors/match.js';
import { englishPlaces } from './detectors/places/english-places.js';
import { initialledNames } from './detectors/names/initialled-names.js';
import { listedNames } from './detectors/names/listed-names.js';
import { names } from './detectors/names/names.js';
import { devices, numbers } from './detectors/numbers/numbers.js';
import { phones } from './detectors/contacts/phones.js';
import { userNames } from './detectors/names/user-names.js';
import { hosts } from './detectors/contacts/hosts.js';
import { bodies } from './detectors/houses/bodies.js';
import { capitalLines } from './detectors/names/capital-lines.js';
import { clinics } from './detectors/houses/clinics.js';
import { firms } from './detectors/houses/firms.js';
import { regions } from './detectors/places/regions.js';
import { organisations } from './detectors/houses/organisations.js';
import { withoutEndlessTokens } from './text/endless-tokens.js';
import { withoutEnglishWords } from './text/english-words.js';
import { findKnown } from './known/find-value.js';
import { partialDates } from './detectors/dates/partial-dates.js';
import { callingsBeside, professions } from './detectors/names/professions.js';
import { spacedNames } from './detectors/names/spaced-names.js';
import { toldPlaces } from './detectors/places/told-places.js';
import { listedDates } from './detectors/dates/listed-dates.js';
import { references } from './detectors/numbers/references.js';
import { shapedReferences } from './detectors/numbers/shaped-references.js';
import { stamps } from './detectors/dates/stamps.js';
import { toldNumbers } from './detectors/numbers/told-numbers.js';
import { shapedAddresses } from './detectors/places/shaped-addresses.js';
import { shapedHouses } from './detectors/houses/shaped-houses.js';
import { colleagues } from './detectors/names/colleagues.js';
import { loneDates } from './detectors/dates/lone-dates.js';
import { wardsAndBeds } from './detectors/houses/wards.js';
import { wornDates } from './detectors/dates/worn-dates.js';
import { toldDates } from './detectors/dates/told-dates.js';
import { spoiltDates } from './detectors/dates/spoilt-dates.js';
import { byFirstName } from './detectors/names/by-first-name.js';
import { birthNames } from './detectors/names/birth-names.js';
import { caretNames } from './detectors/names/caret-names.js';
import { calledSchools } from './detectors/houses/called-schools.js';
import { calledHouses } from './detectors/houses/called-houses.js';
import { columns } from './detectors/columns.js';
import { fields } from './detectors/fields.js';
import { formNumbers } from './detectors/numbers/form-numbers.js';
import { handedOver } from './detectors/houses/handed-over.js';
import { plainMonths } from './detectors/dates/plain-months.js';
import { governedDays } from './detectors/dates/governed-days.js';
import { leaningDates } from './detectors/dates/leaning-dates.js';
import { looseDates } from './detectors/dates/loose-dates.js';
import { loosePlaces } from './detectors/places/loose-places.js';
import { deviceNumbers } from './detectors/numbers/device-numbers.js';
import { mixedNumbers } from './detectors/numbers/mixed-numbers.js';
import { shouted } from './detectors/names/shouted.js';
import { signOffs } from './detectors/names/sign-offs.js';
import { spelledOut } from './detectors/names/spelled.js';
import { turnedNames } from './detectors/names/turned-names.js';
import { namedWards } from './detectors/houses/named-wards.js';
import { groupedHouses } from './detectors/houses/grouped-houses.js';
import { joinedHouses } from './detectors/houses/joined-houses.js';
import { namedHouses } from './detectors/houses/named-houses.js';
import { labelledPlaces } from './detectors/places/labelled-places.js';
import { datedEvents } from './detectors/dates/dated-events.js';
import { entryMarks } from './detectors/names/entry-marks.js';
import { wordNames } from './detectors/names/word-names.js';
import { lainOn } from './detectors/houses/lain-on.js';
import { shortHouses } from './detectors/houses/short-houses.js';
import { plainTownNames } from './detectors/places/plain-town-names.js';
import { toldTowns } from './detectors/places/told-towns.js';
import { callSigns } from './detectors/houses/call-signs.js';
import { closingMarks } from './detectors/names/closing-marks.js';
import { onDuty } from './detectors/names/on-duty.js';
import { present } from './detectors/names/present.js';
import { sites } from './detectors/houses/sites.js';
import { streetBesideTown } from './detectors/places/street-beside-town.js';
import { typists } from './detectors/names/typists.js';
import { unknownNames, unknownPlaces } from './detectors/names/unknown-names.js';
import { withCapitals } from './text/lower-case.js';
import { numbersBeside } from './known/numbers-beside.js';
import { openText, toSource } from './text/open-text.js';
import { placesBeside } from './known/places-beside.js';
import { propagate } from './known/propagate.js';
import { bridgesBetween } from './known/place-bridges.js';
import { mergeSpans, type Span } from './span.js';
import { type ReadBy, strictZones } from './strict-zones.js';
import { wholeToken } from './text/whole-tokens.js';

export interface FindOptions {
  /** Everything known of this case: searched for fuzzily, in every spelling. */
  readonly known?: readonly KnownValue[];
  /** `strict` is what both levels of reports use; `full` names only what a rule gave a name to. With `strict` unknown capitalised words near cues, letterhead, header, footer and signature zones go too. */
  readonly mode?: 'full' | 'strict';
}

/** One file for each family of identifiers. A new family is a new file and a name in this list. */
const detectors: readonly Detector[] = [
  names,
  degrees,
  cuedNames,
  signedNames,
  listedNames,
  initialledNames,
  colleagues,
  dates,
  partialDates,
  toldDates,
  listedDates,
  wornDates,
  loneDates,
  leaningDates,
  anchoredDates,
  ages,
  numbers,
  references,
  shapedReferences,
  formNumbers,
  wardsAndBeds,
  namedWards,
  devices,
  contacts,
  phones,
  toldNumbers,
  hosts,
  userNames,
  stamps,
  addresses,
  toldPlaces,
  shapedAddresses,
  organisations,
  firms,
  bodies,
  clinics,
  shapedHouses,
  capitalLines,
  shouted,
  regions,
  englishPlaces,
  professions,
  spacedNames,
  calledHouses,
  loosePlaces,
  fields,
  columns,
  turnedNames,
  spelledOut,
  looseDates,
  plainMonths,
  governedDays,
  mixedNumbers,
  deviceNumbers,
  handedOver,
  signOffs,
  streetBesideTown,
  sites,
  present,
  typists,
  closingMarks,
  onDuty,
  callSigns,
  namedHouses,
  joinedHouses,
  groupedHouses,
  toldTowns,
  labelledPlaces,
  datedEvents,
  entryMarks,
  wordNames,
  lainOn,
  shortHouses,
  plainTownNames,
  spoiltDates,
  caretNames,
  birthNames,
  byFirstName,
  calledSchools,
  unknownNames,
  unknownPlaces,
];

/** Every identifier in a text, merged, in order. */
export type IdentifierFinder = (options?: FindOptions) => Span[];

/** Every identifier in the text, merged, in order. Deterministic; reads nothing but its arguments. */
export function findIdentifiers(source: string, options: FindOptions = {}): Span[] {
  return identifierFinder(source)(options);
}

/**
 * For several searches in one text: what rules find depends on nothing that is known, so they look once. In what OCR read
 * they look once more, with its misread words as they may have stood there.
 */
export function identifierFinder(source: string, readBy: ReadBy = 'people'): IdentifierFinder {
  const find = finderIn(source, readBy);
  if (readBy === 'people') return find;
  const others = asItStood(source).map(({ text, asRead }) => ({ find: finderIn(text, 'people'), asRead }));
  return (options = {}) => {
    const { known = [] } = options;
    return mergeSpans([...find(options), ...others.flatMap((other) => other.find({ known }).map(other.asRead))]);
  };
}

function finderIn(source: string, readBy: ReadBy): IdentifierFinder {
  const opened = openText(source);
  const { text, spans: endless } = withoutEndlessTokens(withCapitals(opened.text));
  const detected = withoutEnglishWords(
    text,
    detectors.flatMap((detect) => detect(text)),
  ).map((span) => wholeToken(text, span));
  const byRules = [...endless, ...detected, ...addressLines(text, detected)];
  return ({ known = [], mode } = {}) => {
    const seen = [...byRules, ...findKnown(text, known)];
    const found = [
      ...seen,
      ...numbersBeside(text, seen),
      ...placesBeside(text, seen),
      ...namesBeside(text, seen),
      ...agesBeside(text, seen),
      ...callingsBeside(text, seen),
    ];
    const all = [...found, ...propagate(text, found)];
    if (mode === 'strict') all.push(...withoutEnglishWords(text, strictZones(text, all, readBy)));
    all.push(...bridgesBetween(text, all));
    return mergeSpans(all.map((span) => toSource(opened, withInitial(text, withBeginning(text, span)))));
  };
}

/** Nobody; in letters of one byte and of two, for which a pattern is made ready apart. */
const NOTHING = ['Der Befund ist unauffällig, am 3. Tag 12 mg.', 'Der Befund – „unauffällig“, am 3. Tag 12 mg.'];

/**
 * Uses every rule, one with each step: a rule's first use takes far longer than the next, and whoever goes through these
 * steps beforehand can do something else between them.
 */
export function* rehearse(): Generator<void, void> {
  // a pattern is made ready for good when it is used once more
  for (const text of [...NOTHING, ...NOTHING])
    for (const detect of detectors) {
      detect(text);
      yield;
    }
}

const townBegins = /(?<!\p{L})(?:MVZ|Bad|Sankt|St\.|Klein|Groß|Alt|Neu|Ober|Unter|Nieder|Hohen)\s$/u;
const unknownBegins = new RegExp(`(?<!\\p{L})${FOREIGN_PARTICLES}\\s{1,3}$`, 'u');
const nameBegins = new RegExp(
  `(?<!\\p{L})(?:(?:zur?|vom|von|${FOREIGN_PARTICLES})\\s{1,3}|\\p{Lu}\\.,\\s|\\p{Lu}\\.\\s(?:und|u\\.|&)\\s|(?<=(?:[Ss]igned|by|Dr|Mr|Mrs|Ms)\\s)\\p{Lu}\\s)$`,
  'u',
);

/** `Integrierten`, `Onkologische und Geriatrische`: what kind of house. */
const houseBegins = /(?<!\p{L})(?:\p{Lu}\p{L}{2,}(?:isch|iert|lich)e[nmrs]?\s(?:und\s)?){1,3}$/u;

/** With the word that belongs in front: `Bad` Zwiesenbach, `zur` Haaren, `K.,` Renate. */
function withBeginning(text: string, span: Span): Span {
  if (!/^\p{Lu}/u.test(text.slice(span.start, span.start + 2))) return span;
  const before = text.slice(Math.max(0, span.start - 10), span.start);
  const isTown = span.label === 'city' || span.label === 'zone' || span.label === 'organisation';
  const kind = span.label === 'organisation' && houseBegins.exec(text.slice(Math.max(0, span.start - 60), span.start));
  if (kind) return { ...span, start: span.start - kind[0].length };
  const begins =
    (isTown ? townBegins.exec(before) : span.label === 'name' ? nameBegins.exec(before) : null) ??
    (span.label === 'zone' ? unknownBegins.exec(before) : null);
  return begins ? { ...span, start: span.start - begins[0].length } : span;
}

/** `& Kollegen`, `Gruppe`: what a house's name ends with. */
const houseEnds =
  /^(?:\s(?:&|und|u\.|\+)\s(?:Kolleg(?:en|innen)|Partner(?:innen)?|Team)|\sGruppe|\sMedizin(?=\s*(?:\n|$|[,;|]|\s{2})))(?!\p{L})/u;

/** An initial behind a name belongs to it: `Kordula H.`, `Halm, W.` */
function withInitial(text: string, span: Span): Span {
  if (span.label === 'organisation' || span.label === 'name' || span.label === 'zone') {
    const ends = houseEnds.exec(text.slice(span.end, span.end + 24));
    if (ends) return { ...span, end: span.end + ends[0].length };
  }
  if (span.label !== 'name' && span.label !== 'zone') return span;
  // `Seemoser Horn 22,`: a street may be called anything
  const number = /^ \d{1,3}\s?[a-z]?(?![.,]\d)(?=\s*(?:[,(\n]|$))/u.exec(text.slice(span.end, span.end + 8));
  if (number) return { ...span, end: span.end + number[0].length };
  const initial =
    /^(?: |, (?=\p{Lu}\.(?:\s{2}|\s?[;)\n/(]|\s*$)))\p{Lu}\.(?=\s{2}|\s?[,;)\n/(]|\s[+&–-]\s|\s\p{Ll}{3}|\s*$)|^ \p{Lu}(?=\s{2}|\t)/u.exec(
      text.slice(span.end, span.end + 10),
    );
  return initial ? { ...span, end: span.end + initial[0].length } : span;
}
