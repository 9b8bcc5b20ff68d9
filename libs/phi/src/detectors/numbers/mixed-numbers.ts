import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

/** `K4T-8831-07B`: groups of letters and digits; procedures and models have fewer digits in a group. */
const groups =
  /(?<![\p{L}\d./-])(?=[\p{Lu}\d-]{8,24}(?![\p{L}\d]))(?=[\d-]{0,24}\p{Lu})(?=(?:[\p{Lu}-]*\d){5})[\p{Lu}\d]{1,8}(?:-[\p{Lu}\d]{1,8}){2,4}(?![\p{L}\d-]|[.,]\d)/dgu;
/** `RX24.031155` */
const pointed = /(?<![\p{L}\d./-])\p{Lu}{1,4}\d{2,4}\.\d{4,8}(?![\p{L}\d]|[.,]\d)/dgu;
/** `23/KLE/0887` */
const stroked = /(?<![\p{L}\d./-])\d{2,4}\/\p{Lu}{1,4}\/\d{2,6}(?![\p{L}\d/])/dgu;
const registered =
  /(?<!\p{L})(?:HR[AB]|VR|GnR|PR|NCT|EudraCT|DRKS|ISRCTN|EUCT)[\s-]?(?:Nr\.\s)?(?<value>\d{3,10}(?:-\d{2,7}){0,3})/dgu;
const VALUE = '(?<value>(?=[\\p{L}./-]{0,8}\\d)[\\p{L}\\d]{1,10}(?:[-/.][\\p{L}\\d]{1,10}){0,4})(?![\\p{L}\\d])';
/** What a study calls its centers and people, and what other registers call theirs. */
const study = new RegExp(
  `(?<!\\p{L})(?:(?:Studien|Prüf)?[Zz]entrum|[Ss]ite|[Cc]ent(?:er|re)|Rando(?:misierung|misation|m|\\.)?|Screening|Scr|Subject|Proband(?:in)?|[Rr]eg\\.|[Cc]ert\\.)[\\s.-]{0,2}(?:[Nn]r\\.?|[Nn]o\\.?|ID|#)?\\s?:?\\s(?=[\\p{L}-]{0,4}\\d{2}|\\d\\p{L}?-)${VALUE}(?!\\s?(?:mm|cm|mg|ml|%|Jahre|Tage|Wochen|Fälle))`,
  'dgu',
);
/** Without any capital. */
const lowerCase =
  /(?<!\p{L})(?:aufn|fall|pat|hosp|akten|auftrags?)\p{Ll}{0,8}[\s.-]{0,2}(?:nr|no|nummer|id)\.?\s?:?\s(?<value>\p{Ll}?\s?\d(?:[\d\s/-]{1,12})\d)(?![\d]|[.,]\d)/dgu;
const thing = new RegExp(`(?<!\\p{L})\\p{Lu}[\\p{L}-]{1,30}-ID\\s?:?[ \\t]{1,12}${VALUE}`, 'dgu');
/** Everything behind the reason of a payment or the sign of a letter, up to the next field. */
const whole =
  /(?<!\p{L})(?:Verwendungszweck|Verw\.-?\s?Zweck|(?:Unser|Ihr|Mein|Uns\.|Unsere?) (?:Zeichen|Zch\.|Az\.?))\s?:?[ \t]{1,3}(?<value>(?=[^\n,;]{0,30}\d)[^\s,;]+(?: [^\s,;]+){0,3})/dgu;

/** `#R7`; `Kammer 14` of a court. */
const signed = /(?<![\p{L}\d#])#\p{Lu}{1,3}\d{1,6}(?![\p{L}\d])/dgu;
const office =
  /(?<!\p{L})(?:Kammer|Senat|Referat|Dezernat|Sachgebiet)\s(?<value>\d{1,3})(?![\d.,]|\s?(?:mm|cm|ml|mg)(?!\p{L}))/dgu;

/** Numbers of letters and digits whose shape or cue tells them. */
export const mixedNumbers: Detector = (text) => [
  ...spansOf(text, groups, 'id', 0.5, 'id.shape'),
  ...spansOf(text, pointed, 'id', 0.6, 'id.shape'),
  ...spansOf(text, stroked, 'id', 0.6, 'id.shape'),
  ...spansOf(text, registered, 'id', 0.8, 'id.register'),
  ...spansOf(text, study, 'id', 0.6, 'id.study'),
  ...spansOf(text, lowerCase, 'id', 0.8, 'id.cue'),
  ...spansOf(text, signed, 'id', 0.6, 'id.shape'),
  ...spansOf(text, office, 'id', 0.5, 'id.office'),
  ...spansOf(text, thing, 'id', 0.8, 'id.cue'),
  ...spansOf(text, whole, 'id', 0.7, 'id.reference'),
];
