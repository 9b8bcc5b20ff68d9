import type { Span } from '../span.js';
import { firstName } from '../words/first-names.js';
import { isGuarded, readsAsMedicine } from '../words/guard.js';
import { lastName } from '../words/last-names.js';
import { isOrdinaryWord, isWrittenWord } from '../words/ordinary-words.js';
import type { Detector } from './match.js';
import { spansOf } from './match.js';

const PARTICLE =
  "(?:von der|von und zu|von|vom|van der|van den|van|zu|zur|de la|de|del|di|da|dos|el|al|ben|bin|ter|Freiherr von|Graf von|Graf|Mc|Mac|O[’'])";
const PART = "(?:\\p{Lu}(?:\\p{L}|['’](?=\\p{Lu}))+(?:[-‐]\\s?\\p{Lu}\\p{L}+)*|\\p{Lu}\\.)";
const NAME = `(?:${PARTICLE}\\s)?${PART}(?:\\s(?:${PARTICLE}\\s)?${PART}){0,3}`;
const TITLE =
  '(?:Univ\\.-?\\s?)?(?:apl\\.\\s?)?(?:Prof\\.|Professor(?:in)?|Priv\\.-?\\s?Doz\\.|PD|Dres\\.|Dr\\.|Dipl\\.-\\p{L}+\\.|Mag\\.|OA|OÄ|Oberarzt|Oberärztin|CA|CÄ|Chefarzt|Chefärztin|LOA|LOÄ|AA|AÄ|Assistenzarzt|Assistenzärztin|FA|FÄ|Facharzt|Fachärztin|Schwester|Sr\\.|Pfleger|Consultant|Nurse)(?:in)?';
const MORE =
  '(?:\\s*(?:Dr\\.|med\\.|rer\\.|nat\\.|dent\\.|phil\\.|habil\\.|h\\.\\s?c\\.|univ\\.|Dipl\\.-\\p{L}+\\.|PhD|MBA|Prof\\.|PD|MSc|BSc|M\\.\\s?Sc\\.),?)*';
const PERSON =
  '(?:Herrn?|Frau|Hr\\.|Fr\\.|Frl\\.|Mr\\.?|Mrs\\.?|Ms\\.?|Miss|Familie|Patient(?:in)?(?:en)?|Pat\\.?|Ehefrau|Ehemann|Ehegatte|Tochter|Sohn|Mutter|Vater|Bruder|Schwester|Betreuer(?:in)?|Kollege|Kollegin)';

const titled = new RegExp(`(?<!\\p{L})(?:${TITLE})${MORE}\\s+(?<value>${NAME})`, 'gud');
const addressed = new RegExp(`(?<!\\p{L})${PERSON}(?:\\s+(?:${TITLE})${MORE})?\\s+(?<value>${NAME})`, 'gud');
const labelled = new RegExp(
  `(?:Patient(?:in)?(?:en)?(?:name)?|Pat\\.?(?:-?Name)?|Name|Nachname|Vorname|Familienname|Geburtsname|Surname|Forename|First name|Last name|\\d\\.\\s?Unters(?:ucher)?\\.?|Unters(?:ucher(?:in)?)?\\.?|Assist(?:enz)?\\.?|Endoskopeur|Endoscopist|Pflege|Anästhesist(?:in)?|Arzt|Ärztin|Hausarzt|Hausärztin|Überweiser|Einsender|Zuweiser|Befunder|Bearbeiter|Diktat|Validiert von|Freigegeben von|Ansprechpartner|Sekretariat|gez\\.|geb\\.|RE|Physician|Referred by|Dictated by)\\s*[:.]?\\s*(?:(?:Herrn?|Frau|${TITLE})${MORE}\\s+)*(?<value>${NAME}(?:\\s?,\\s?${NAME})?)`,
  'gud',
);
const comma = new RegExp(
  `(?<!\\p{L})(?<value>${PART}(?:[ -]${PART})?\\s?,\\s?${PART}(?:\\s${PART})?)(?=\\s*,?\\s*\\(?(?:\\*|geb|DOB|born|wohnhaft|\\d{1,2}\\.\\d{1,2}\\.))`,
  'gud',
);
const bornAfter = new RegExp(
  `(?<!\\p{L})(?<value>${NAME})(?=\\s*,?\\s*(?:\\(\\s*)?(?:geb\\.|geboren|\\*|DOB|born)\\s*(?:am\\s*)?\\d)`,
  'gud',
);
const signature =
  /(?:Grü(?:ß|ss)en?|Hochachtungsvoll|Grüße|MfG|sincerely|regards|_{6,}|i\.\s?A\.|i\.\s?V\.|gez\.)[^\n]*\n(?<value>(?:[^\n]*\n?){1,7})/dgiu;
const part = new RegExp(`(?<![\\p{L}-])${PART}(?![\\p{L}])`, 'gud');
const initials = /(?<!\p{L})(?<value>\p{Lu}\.\s?(?:-\s?)?\p{Lu}\.(?:\s?\p{Lu}\.)?)(?=\s*(?:,|\)|$|\n|geb))/dgu;

/** True for a capitalised word that may be somebody's: no word of the language, no medicine at this place. */
export function mayBeName(text: string, start: number, end: number): boolean {
  const word = text.slice(start, end);
  if (word.replaceAll(/[^\p{L}]/gu, '').length < 2 || /^Pat(?:ient(?:in|en)?)?\.?$/u.test(word)) return false;
  if (isGuarded(text, start, end) && readsAsMedicine(text, start, end)) return false;
  return !isOrdinaryWord(word);
}

/** Words of a stretch that are not the language's own; a cue in front of it makes even ordinary words names. */
function namesWithin(text: string, { start, end, ...rest }: Span, cued: boolean): Span[] {
  const words = spansOf(text.slice(start, end), part, 'name', rest.confidence, rest.reason);
  return words
    .map((span) => ({ ...span, start: span.start + start, end: span.end + start }))
    .filter((span) => {
      const word = text.slice(span.start, span.end);
      if (isGuarded(text, span.start, span.end) && readsAsMedicine(text, span.start, span.end)) return false;
      return (
        mayBeName(text, span.start, span.end) ||
        (cued && !isWrittenWord(word)) ||
        firstName(word) !== 'no' ||
        (cued && lastName(word) !== 'no')
      );
    });
}

/** Names by cue, shape, list and position. Recall comes first; the guard list keeps what is medicine. */
export const names: Detector = (text) => {
  const cued = [
    ...spansOf(text, titled, 'name', 0.9, 'name.title'),
    ...spansOf(text, addressed, 'name', 0.9, 'name.address'),
    ...spansOf(text, labelled, 'name', 0.9, 'name.label'),
    ...spansOf(text, comma, 'name', 0.85, 'name.comma'),
    ...spansOf(text, bornAfter, 'name', 0.9, 'name.born'),
  ].flatMap((span) => namesWithin(text, span, true));
  const signed = spansOf(text, signature, 'name', 0.7, 'name.signature').flatMap((span) =>
    namesWithin(text, span, false),
  );
  return [...cued, ...signed, ...listed(text), ...spansOf(text, initials, 'name', 0.4, 'name.initials')];
};

/** First names, the word behind them, and family names that are nothing else. */
function listed(text: string): Span[] {
  const words = spansOf(text, part, 'name', 0.6, 'name.list');
  return words.flatMap((span, i) => {
    const word = text.slice(span.start, span.end);
    if (isGuarded(text, span.start, span.end) && readsAsMedicine(text, span.start, span.end)) return [];
    const next = words[i + 1];
    const beside = next && /^\s+(?:v(?:on|an)\s+)?$/u.test(text.slice(span.end, next.start)) ? next : undefined;
    if (firstName(word) !== 'no' && beside && mayBeName(text, beside.start, beside.end)) return [span, beside];
    if (firstName(word) === 'yes' && !isWrittenWord(word)) return [span];
    return lastName(word) === 'yes' ? [span] : [];
  });
}
