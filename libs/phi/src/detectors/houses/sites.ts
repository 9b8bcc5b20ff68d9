import { isMedicalWord } from '../../words/compounds.js';
import { wordKind } from '../../words/ordinary-words.js';
import { town } from '../../words/towns.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const WORD = '\\p{Lu}\\p{L}+(?:-\\p{Lu}\\p{L}+){0,2}';
const site =
  /(?<!\p{L})(?:Standort|Campus|Betriebsteil|Betriebsstätte|Außenstelle|Aussenstelle|Zweigstelle|Dependance)\s(?:Nord|Süd|Ost|West|Mitte|Zentrum|I{1,3})(?:-?(?:[Oo]st|[Ww]est))?(?!\p{L})/dgu;
const called = new RegExp(
  `(?<!\\p{L})(?:Standort|Campus|Betriebsteil|Betriebsstätte|Außenstelle|Aussenstelle|Zweigstelle|Dienststelle|Bezirksstelle|Ortsstelle|Inspektion)\\s(?<name>${WORD})(?:(?<=\\p{Ll}er)\\s\\p{Lu}\\p{Ll}+)?`,
  'dgu',
);
/** `KAVEG Klagenfurt`: a group's letters before a town. */
const lettered = new RegExp(`(?<![\\p{L}\\d-])(?<letters>[A-ZÄÖÜ]{3,6})\\s(?<town>${WORD})`, 'dgu');
/** `Kliniken Essen-Mitte am Stadtwald`: a part of a town behind the kind. */
const ofPart =
  /(?<!\p{L})(?:Kliniken|Klinik|Klinikum|Krankenhaus|Spital|Praxis|Zentrum|Pflegedienst|Wohnpark)\s\p{Lu}\p{Ll}{2,}-(?:Mitte|Nord|Süd|Ost|West|Land|Stadt|Altstadt|Neustadt)(?:\s(?:am|im|an der|in der)\s\p{Lu}\p{L}+)?(?!\p{L})/dgu;
/** `AG` is a breath sound as well, so nothing but a strange long word before it and an end behind it tell. */
const stockCompany = /(?<![\p{L}-])(?<name>\p{Lu}\p{Ll}{6,})\sAG(?=\s*[,;.)\n]|\s*$)/dgu;
const nursery =
  /(?<!\p{L})(?:Kita|KiTa|Kindergarten|Kinderkrippe|Krippe|Hort|Spielgruppe)\s(?:Die|Der|Das)\s(?:\p{Ll}+\s)?\p{Lu}\p{L}{2,}/dgu;
/** `später bei Quelle in Fürth` */
const atFirm = /(?<!\p{L})bei\s(?<name>\p{Lu}\p{L}{3,})\sin\s(?<town>\p{Lu}\p{Ll}{2,})(?!\p{L})/dgu;
/** Without an article before it `Bad` is no bath. */
const spa = /(?<=(?<!\p{L})(?:in|nach|aus|von|bei)\s)Bad\s\p{Lu}\p{Ll}{3,}(?:-\p{Lu}\p{Ll}+)?(?!\p{L})/dgu;
/** What stands there is its kind, told by a place right behind it. */
const body = new RegExp(
  `(?<!\\p{L})(?:(?:Gesundheits|Sanitäts|Sozial|Spitals)(?:bezirk|betrieb|sprengel|verband|verbund)|(?:Psychosozial|Sozialpsychiatrisch|Mobil|Ambulant|Schulpsychologisch|Sozialmedizinisch)e[nmrs]?\\sDienst(?:e?s)?|(?:Jugend|Sozial|Gesundheits|Versorgungs|Ordnungs|Einwohnermelde|Standes|Finanz)amt(?:e?s)?(?<link>\\s(?:der|des)\\s(?:Stadt|Landkreises|Kreises|Landeshauptstadt|Gemeinde|Marktes|Region))?)\\s(?<name>${WORD})(?:\\s(?<more>${WORD}))?`,
  'dgu',
);

/** Sites, branches and offices of a house or a town. */
export const sites: Detector = (text): Span[] => [
  ...spansOf(text, site, 'organisation', 0.7, 'organisation.site'),
  ...named(text, called, 'name', (word) => isPlace(word) || isUnknown(word) || mayBePlace(word)),
  ...named(text, lettered, 'town', (word, match) => {
    const letters = match.groups!['letters']!;
    return (
      town(word) === 'yes' && wordKind(capitalised(letters)) === 'unknown' && !isMedicalWord(letters.toLowerCase())
    );
  }),
  ...spansOf(text, ofPart, 'organisation', 0.7, 'organisation.site'),
  ...spansOf(text, nursery, 'organisation', 0.7, 'organisation.called'),
  ...named(text, stockCompany, 'name', isUnknown),
  ...matchesOf(text, atFirm).flatMap((match): Span[] => {
    const { name = '', town: at = '' } = match.groups!;
    const [start, end] = match.indices!.groups!['name']!;
    return town(at) === 'yes' && wordKind(name) !== 'written' && wordKind(name) !== 'formed'
      ? [{ start, end, label: 'organisation', confidence: 0.5, reason: 'organisation.employer' }]
      : [];
  }),
  ...spansOf(text, spa, 'city', 0.7, 'city.spa'),
  ...named(text, body, 'name', (word, { groups }) => groups!['link'] !== undefined || isPlace(word) || isUnknown(word)),
];

const isUnknown = (word: string) => word.split('-').some((part) => part.length > 3 && wordKind(part) === 'unknown');
/** Towns, and what is `Kieler`. */
const isPlace = (word: string) =>
  [...word.split('-'), ...(/^\p{Lu}\p{Ll}{3,}er$/u.test(word) ? [word.slice(0, -2)] : [])].some(
    (part) => town(part) === 'yes',
  );
const mayBePlace = (word: string) => town(word) !== 'no' && wordKind(word) !== 'written';
const capitalised = (letters: string) => letters.charAt(0) + letters.slice(1).toLowerCase();

function named(
  text: string,
  pattern: RegExp,
  group: string,
  isName: (word: string, match: RegExpExecArray) => boolean,
): Span[] {
  return matchesOf(text, pattern).flatMap((match) => {
    const more = match.groups!['more'];
    const isWhole = more === undefined || isPlace(more) || isUnknown(more);
    const end = match.index + match[0].length - (isWhole ? 0 : more.length + 1);
    return isName(match.groups![group]!, match) || (more !== undefined && isPlace(more))
      ? [{ start: match.index, end, label: 'organisation' as const, confidence: 0.6, reason: 'organisation.site' }]
      : [];
  });
}
