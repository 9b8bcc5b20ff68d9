import { englishWords } from '../../words/english-dictionary.js';
import { isMedicalWord } from '../../words/compounds.js';
import { isOrdinaryWord, wordKind } from '../../words/ordinary-words.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const KIND = '(?:klinik|klinikum|krankenhaus|hospital|spital|stift|heim|residenz|apotheke|praxis|hospiz)';
/** `elbe-jeetzel-klinik dannenberg` */
const hyphened = new RegExp(
  `(?<![\\p{L}-])(?:(?:st\\.|sankt)[ -])?(?<name>\\p{L}{3,}(?:-\\p{L}{3,}){0,2})-${KIND}(?!\\p{L})(?:\\s(?<town>\\p{L}{4,}(?:-\\p{L}+)?))?`,
  'dgu',
);
/** `pflegeheim rosenhof` */
const called = new RegExp(
  `(?<![\\p{L}-])(?:\\p{Ll}{4,})?(?:klinik|klinikum|krankenhaus|spital|pflegeheim|altenheim|altersheim|seniorenheim|seniorenzentrum|seniorenresidenz|wohnheim|hospiz)\\s(?<name>\\p{Ll}{5,}(?:-\\p{Ll}+)?)(?![\\p{L}-])`,
  'dgu',
);
const WORD = "\\p{Lu}[\\p{L}'’]{2,}";
/** `Lutham and Dunford Hospital`: two towns share a house. */
const shared = new RegExp(
  `(?<![\\p{L}-])(?<one>${WORD})\\s(?:and|&)\\s(?<two>${WORD})\\s(?:General\\s|University\\s)?(?:Hospitals?|Infirmary|Surgery|Health Centre|Hospice)(?!\\p{L})`,
  'dgu',
);
/** Houses and insurers that go by their letters. */
const letters =
  /(?<![\p{L}-])(?:CHUV|HUG|USZ|USB|KSSG|KSA|KSB|LUKS|EOC|MUW|UKM|UKGM|UKR|UKJ|UKA|UMG|UMM|UMR|KUK|PMU|BVAEB-\p{Lu}|(?:ÖGK|SVS|KFA|AUVA|PVA)-\p{Lu}{1,3})(?![\p{L}\d-])/dgu;

/** Houses in lower case, houses of two towns, and houses known by their letters. */
export const joinedHouses: Detector = (text): Span[] => [
  ...matchesOf(text, hyphened).flatMap((match): Span[] => {
    const { name = '', town } = match.groups!;
    if (!name.split('-').some((part) => isNoWord(part)) && !/^(?:st\.|sankt)/u.test(match[0])) return [];
    const end = match.index + match[0].length;
    const isTown = town !== undefined && isNoWord(town);
    return [house(match.index, isTown || town === undefined ? end : end - town.length - 1)];
  }),
  ...matchesOf(text, called).flatMap((match): Span[] =>
    isNoWord(match.groups!['name']!) ? [house(match.index, match.index + match[0].length)] : [],
  ),
  ...matchesOf(text, shared).flatMap((match): Span[] => {
    const isNamed = [match.groups!['one']!, match.groups!['two']!].some(
      (word) => !englishWords().has(word.toLowerCase()) && !isMedicalWord(word.toLowerCase()),
    );
    return isNamed ? [house(match.index, match.index + match[0].length)] : [];
  }),
  ...spansOf(text, letters, 'organisation', 0.7, 'organisation.letters'),
];

/** In lower case a word that is none of the language, or a noun that a writer with capitals would have given one. */
function isNoWord(word: string): boolean {
  const cased = word.charAt(0).toUpperCase() + word.slice(1);
  return (
    !isOrdinaryWord(cased) ||
    (wordKind(cased) === 'formed' && /(?:hof|berg|bach|tal|burg|feld|blick|garten)$/u.test(word))
  );
}

const house = (start: number, end: number): Span => ({
  start,
  end,
  label: 'organisation',
  confidence: 0.6,
  reason: 'organisation.joined',
});
