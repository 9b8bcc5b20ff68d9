import { isMedicalWord } from '../../words/compounds.js';
import { isFormLabel } from '../../words/form-labels.js';
import { hasThingEnding, wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

const TOWN = "(?:(?:Bad|Sankt|St\\.)\\s)?\\p{Lu}[\\p{L}'’]+(?:[- ]\\p{Lu}[\\p{L}'’]+){0,2}";
/** Whatever stands behind such a label up to the next field. */
const labelled = new RegExp(
  `(?<!\\p{L})(?:Einsatzort|Unfallort|Geburtsort|Heimatort|Bürgerort|Wohnort|Abholort|Zielort|Herkunftsort|Ort)\\s?:\\s{0,8}(?<value>${TOWN}(?:\\s(?:bei|am|an der|im|in|ob|b\\.)\\s${TOWN})?)(?=\\s*(?:[,;(\\n/]|$|\\s{2}))`,
  'dgu',
);
const CANTON = '(?:AG|AI|AR|BE|BL|BS|FR|GE|GL|GR|JU|LU|NE|NW|OW|SG|SH|SO|SZ|TG|TI|UR|VD|VS|ZG|ZH)';
/** `in Weggen LU`, `Stein (AG)`: with the canton. */
const ofCanton = new RegExp(
  `(?<=(?<!\\p{L})(?:in|aus|von|nach|bei)\\s)(?<value>\\p{Lu}\\p{Ll}{2,}(?:-\\p{Lu}\\p{Ll}+)?)\\s(?:\\(${CANTON}\\)|${CANTON}(?![\\p{L}\\d]))`,
  'dgu',
);
const noPlace = /^(?:Wohnung|Zuhause|Haus|Heim|Klinik|Praxis|Pflegeheim|Unbekannt|Privat|Straße|Arbeit|Arbeitsplatz)$/u;

/** Towns by the label in front of them and by their canton. */
export const labelledPlaces: Detector = (text): Span[] => [
  ...spansOf(text, labelled, 'city', 0.8, 'city.label').filter(({ start, end }) => {
    const word = text.slice(start, end);
    return !noPlace.test(word) && !isMedicalWord(word.toLowerCase()) && !isFormLabel(word);
  }),
  ...spansOf(text, ofCanton, 'city', 0.7, 'city.canton').filter(({ start, end }) => {
    const word = text.slice(start, end);
    return wordKind(word) !== 'written' && !hasThingEnding(word.toLowerCase());
  }),
];
