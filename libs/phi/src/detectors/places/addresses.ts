import { wordKind } from '../../words/ordinary-words.js';
import { town } from '../../words/towns.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { isMeasured } from '../numbers/measures.js';

const NUMBER =
  '\\d{1,4}(?:\\s?[a-z](?!\\p{L}))?(?:\\s?[-–/]\\s?\\d{1,4}(?:\\s?[a-z](?!\\p{L}))?){0,3}(?![\\d.,]\\d|\\s?(?:mm|cm|ml|mg|%))';
const street = new RegExp(
  `(?<!\\p{L})(?:\\p{Lu}[\\p{L}.'’]{0,30}[ -]){0,4}\\p{Lu}?[\\p{L}.'’]{0,30}(?:[Ss]tra?(?:ß|ss|8|B|fs)e|[Ss]tr\\.?|[Ww]eg|[Aa]llee|[Pp]latz|[Gg]asse|[Rr]ing|[Dd]amm|[Uu]fer|[Ss]teig|[Cc]haussee|[Gg]raben|[Pp]romenade|[Ww]all|[Hh]of|berg|garten|[Mm]arkt|[Pp]fad|[Ss]tieg|[Kk]amp|höhe|grund|zeile|anger|leite|siedlung|[Hh]ain|rain|[Kk]ai|lände|[Gg]ürtel|[Ss]tiege|twiete|koppel|[Dd]eich|reihe|wiese|brücke|mühle|[Pp]ark|Street|Road|Avenue|Lane|Drive)\\s+${NUMBER}`,
  'gud',
);
const preposition = new RegExp(
  `(?<!\\p{L})(?:Am|An der|An den|[Il]m|[Il]n der|[Il]n den|Auf der|Auf dem|Zum|Zur|Bei der|Unter den|Hinter dem)\\s(?:\\p{Lu}[\\p{L}-]+\\s){1,3}${NUMBER}`,
  'gud',
);
const postcode =
  /(?<![\d.,/\p{L}-]|\p{L}-)(?:(?:D|DE|A|AT|CH)[-\s]?)?\d{4,5}[\s-]\s*\p{Lu}\p{Ll}[\p{L}./-]+(?:(?<!\p{Ll}{4}\.)[ -](?:am|an der|im|in|bei|ob der|vor der|\(?\p{Lu}[\p{L}./-]+\)?)){0,3}/dgu;
/** A street without its number. */
const streetAlone =
  /(?<!\p{L})(?!Magen|Schleim|Blut|Sack|Einbahn)\p{Lu}\p{L}{2,20}(?:straße|strasse|gasse|chaussee|(?:er |er-|-)(?:Straße|Strasse|Gasse|Allee|Chaussee))(?!\p{L})/dgu;
/** Postcodes as Czechs, Poles and the Dutch write them; and one whose noughts and ones a reader took for letters. */
const abroad =
  /(?:(?<=[,\n]\s?)\d{3}\s\d{2}|(?<![\d.,-])\d{2}-\d{3}|(?<![\d.,-])\d{4}\s[A-Z]{2})\s(?!(?:Tabl|Tbl|Stück|mg|ml))\p{Lu}\p{Ll}{2,}(?!\p{L})/dgu;
const misreadPostcode = /(?<![\p{L}\d])(?=[\dOoIl]{5}\s)(?=(?:[OoIl]*\d){3})(?=\d*[OoIl])[\dOoIl]{5}\s\p{Lu}\p{L}+/dgu;
const box = /(?:Postfach|P\.?\s?O\.?\s?Box)\s*\d[\d\s]{1,9}/dgiu;
const british = /(?<![\p{L}\d])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?![\p{L}\d])/dgu;
const livesIn =
  /(?:wohnhaft in|wohnt in|lebt in|aus|nach|lives in|geboren in|in)\s(?<value>\p{Lu}[\p{L}-]+(?:\s(?:am|an der|im|bei)\s\p{Lu}[\p{L}-]+)?)/dgu;
const surely =
  /(?:wohnhaft in|wohnt in|lebt in|geboren in|(?<!\p{L})Ortsteil|(?<!\p{L})OT|Stadtteil|gebürtig aus|stammt aus|kommt aus|(?:der|die) Stadt|Gemeinde|Kollegen aus|Anfahrt aus|[Bb]efunde aus|[Uu]mzug nach|erlegung nach|zog nach|Reha in|Rehabilitation in|aufgewachsen in|tätig in|Heim in|Schule in|Wohnung in|Klinik in|Krankenhaus in|Praxis in|lives in|resident of)\s(?<value>(?:(?:Bad|Sankt|St\.|Klein|Groß|Alt|Neu|Ober|Unter|Nieder|Hohen)\s)?\p{Lu}[\p{L}-]+(?:\s(?:am|an der|im|bei)\s\p{Lu}[\p{L}-]+)?)/dgu;
/** What stands between `wohnhaft` or the like and a house number, and above or before a postcode. */
const residence = new RegExp(
  `(?:[Ww]ohnhaft|[Ww]ohnt|Adresse|Anschrift|Wohnung|Address)\\s?:?\\s(?:in der |im |am |in )?(?<value>\\p{Lu}[\\p{L}.-]+(?:\\s[\\p{L}.-]+){0,4}?\\s${NUMBER})`,
  'gud',
);
const abovePostcode = new RegExp(
  `(?<value>\\p{Lu}[\\p{L}.-]+(?:[ ][\\p{L}.-]+){0,3}?[ ]${NUMBER})(?=\\s*[,·|]?\\s*(?:D-)?\\d{5}\\s\\p{Lu})`,
  'gud',
);
const signedAt =
  /(?:^|\n)\s*(?<value>\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?),\s*(?:den|am|im|dem)?\s*\d{1,2}(?:\.|\/|te[nr]?\s|ten\s)/dgu;
const word = /(?<![\p{L}-])\p{Lu}[\p{Ll}]{3,}(?:-\p{Lu}\p{Ll}+)?(?![\p{L}-])/dgu;

/** Streets, postcodes with towns, post boxes, and towns where somebody lives or signs. */
export const addresses: Detector = (text) => [
  ...spansOf(text, street, 'street', 0.9, 'street.suffix').filter((span) => !isPartOfBody(text, span)),
  ...spansOf(text, streetAlone, 'street', 0.6, 'street.alone'),
  ...spansOf(text, preposition, 'street', 0.8, 'street.preposition').filter((span) => !isOccasion(text, span)),
  ...spansOf(text, postcode, 'city', 0.9, 'city.postcode').filter(
    ({ start, end }) => isPostcode(text.slice(start, end)) || standsAlone(text, start, end),
  ),
  ...spansOf(text, abroad, 'city', 0.7, 'city.postcode-abroad'),
  ...spansOf(text, misreadPostcode, 'city', 0.7, 'city.misread'),
  ...spansOf(text, box, 'street', 0.9, 'street.box'),
  ...spansOf(text, british, 'postcode', 0.6, 'postcode.british'),
  ...spansOf(text, signedAt, 'city', 0.85, 'city.signed'),
  ...spansOf(text, surely, 'city', 0.7, 'city.cue').filter(
    ({ start, end }) => wordKind(text.slice(start, end)) !== 'written',
  ),
  ...spansOf(text, residence, 'street', 0.8, 'street.residence'),
  ...spansOf(text, abovePostcode, 'street', 0.8, 'street.postcode'),
  ...spansOf(text, livesIn, 'city', 0.7, 'city.cue').filter((span) => isTown(text, span)),
  ...spansOf(text, word, 'city', 0.5, 'city.list').filter((span) => town(text.slice(span.start, span.end)) === 'yes'),
];

const body =
  /(?:vorhof|(?:atem|harn|gallen|luft|samen|zugangs)weg|(?:schatzki|leisten|klappen|anal|hämorrhoidal|schnür)-?ring|(?:ulkus|ulcus|wund|augen|magen|krypten)grund|(?:nabel|papillen|kardia|sphinkter|brust|wirbel|knie)höhe|zahnreihe|beckendamm|schwanger)\s+\d+\s?[a-z]?$/iu;

/** `Vorhof 13 cm2`: measured, and no street unless a town stands behind it. */
function isPartOfBody(text: string, { start, end }: Span): boolean {
  const digits = /^\d*/u.exec(text.slice(end))![0].length;
  return (
    body.test(text.slice(start, end)) &&
    (isMeasured(text, end + digits) ||
      isMeasured(text, start + text.slice(start, end).replace(/\s?[a-z]$/u, '').length) ||
      !/^\d*\s*(?:[,·|]\s*|\n\s*)(?:D-)?\d{4,5}\s/u.test(text.slice(end, end + 12)))
  );
}

const occasion =
  /\s\p{L}*(?:[Aa]ufnahme|[Ee]ntlassung|[Kk]ontrolle|[Bb]eobachtung|[Oo]peration|[Rr]esektion|[Ii]ntervention|[Bb]iopsie|[Pp]unktion|[Vv]isite|[Uu]ntersuchung|[Bb]ehandlung|[Ss]itzung|[Tt]herapie|[Hh]istologie|(?:skop|graph|graf|tom)ie|[Ss]piegelung)\s(?<count>\d{1,3})$/u;

/** `Bei der Aufnahme 3 Erosionen`: what was done and how often something was seen; whoever lives there is told otherwise. */
function isOccasion(text: string, { start, end }: Span): boolean {
  if (!occasion.test(text.slice(start, end))) return false;
  if (/(?:wohn\p{L}*|lebt|Adresse|Anschrift)\s?:?\s?$/iu.test(text.slice(Math.max(0, start - 16), start))) return false;
  const counted = /^\s(?<word>\p{Lu}\p{Ll}{3,})(?!\p{L})/u.exec(text.slice(end, end + 40))?.groups?.['word'];
  return isMeasured(text, end) || (counted !== undefined && wordKind(counted) !== 'unknown' && town(counted) === 'no');
}

/** `5000 Einheiten` is a dose: behind four digits only a word that may be a town, behind five any that is not written in the lists. */
function isPostcode(found: string): boolean {
  const [digits = ''] = /\d+/u.exec(found) ?? [];
  const [word = ''] = /\p{Lu}\p{L}+/u.exec(found.replace(/^\p{Lu}{1,2}[-\s]/u, '')) ?? [];
  const kind = wordKind(word);
  return (
    /^\p{Lu}{1,2}[-\s]/u.test(found) ||
    town(word) !== 'no' ||
    (digits.length === 5 ? kind !== 'written' || prefix.test(word) : kind === 'unknown' || prefix.test(word))
  );
}

/** `LKH Erfundenau, 8852 Erfundenau`: between commas even what could be a count and a thing. */
function standsAlone(text: string, start: number, end: number): boolean {
  const word = /\p{Lu}\p{L}+/u.exec(text.slice(start, end))?.[0] ?? '';
  const between =
    /[\n,;]\s*$/u.test(text.slice(Math.max(0, start - 3), start)) &&
    /^\s*(?:[,;.\n]|$)/u.test(text.slice(end, end + 3));
  return between && ['formed', 'unknown'].includes(wordKind(word));
}

const prefix = /^(?:Bad|Sankt|St|Klein|Groß|Alt|Neu|Ober|Unter|Nieder|Hohen)$/u;

function isTown(text: string, { start, end }: Span): boolean {
  return town(text.slice(start, end).split(/\s/u)[0]!) === 'yes';
}
