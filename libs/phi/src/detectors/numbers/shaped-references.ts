import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

/** `K21-90277`, `P24/1020`: letters with a year, and a running number. */
const yearly = /(?<![\p{L}\d./-])\p{Lu}{1,3}\d{2,4}[-/]\d{3,7}(?![\p{L}\d]|[.,]\d|\s?(?:mm|mg|ml|µg|µl|%))/dgu;
/** A year and a running number in which a reader took digits for letters: `09-l148`. */
const misread = /(?<![\p{L}\d./-])(?=[\d/-]*[OoIl])\d{2}[-/](?=[OoIl]*\d)[\dOoIl]{3,6}(?![\p{L}\d])/dgu;
/** Groups of hexadecimal digits. */
const hexadecimal =
  /(?<![\p{L}\d-])(?=[\da-f-]{0,40}\d)(?=[\d-]{0,40}[a-f])[\da-f]{3,12}(?:-[\da-f]{3,12}){1,5}(?![\p{L}\d-])/dgu;
/** The last of a row: `_0031 bis 0048`. */
const row = /(?<=[_-]\d{3,6}\s(?:bis|–|-)\s)\d{3,6}(?![\d]|[.,]\d)/dgu;
/** In a form the value stands apart from its label. */
const apart =
  /(?<!\p{L})(?:Aktenzeichen|Zeichen|Kennzeichen|Kennung|\p{Lu}\p{L}{1,20}(?:nummer|[-.]?\s?[Nn]r\.?|-ID))\s{0,12}:\s{0,6}(?<value>(?=[\p{L}./_-]{0,12}\d)[\p{L}\d]+(?:[-/._][\p{L}\d]+)*)/dgu;
/** What holds, proves or carries something, and its number. */
const held =
  /(?<!\p{L})(?:\p{Lu}{1,3}-)?(?:Charge|Ch\.-?B\.|Schrank|Umschlag|Tour|Fach|Kiste|Box|Regal|Prüf-?[Nn]r\.?|Prüfnummer|Signatur-?[Nn]r\.?|Vorbefund|Vorgang|Einsendung|Archiv|Film|Mappe|Beleg|Konsil|Laufzettel|Formular)\s(?:Nr\.?\s?)?(?<value>(?=[\p{L}/.-]{0,6}\d)(?=[\p{L}\d/.-]*(?:\d[\p{L}\d/.-]*\d|\p{L}|\/))[\p{L}\d]{1,10}(?:[-/.][\p{L}\d]{1,10}){0,3})(?![\p{L}\d]|[.,]\d|\s?(?:mm|cm|mg|ml|%))/dgu;
/** `PatID`, `UHID`: labels that end so. */
const identity =
  /(?<!\p{L})(?:\p{Lu}\p{L}{0,12}\p{Ll}|UH|MR|MP|EMP|[PE]P)-?ID\s?[:#]?\s{0,3}(?<value>(?=[\p{L}./-]{0,6}\d)[\p{L}\d]+(?:[-/._][\p{L}\d]+)*)/dgu;
/** A home among others in one house. */
const flat =
  /(?<!\p{L})(?:Whg\.?|Wohnung|Wohneinheit|WE)\s(?:Nr\.?\s?)?(?<value>\d{1,3}[a-z]?)(?![\p{L}\d²]|[.,]\d|\s?m²)/dgu;
/** The machine that printed, in brackets behind the time. */
const station = /(?<=\d{1,2}:\d{2}(?::\d{2})?\s\()[\p{Lu}\d]{2,6}(?:-[\p{Lu}\d]{2,8}){1,3}(?=\))/dgu;

/** Numbers that their shape gives away, and those behind the word for what holds them. */
export const shapedReferences: Detector = (text): Span[] => [
  ...spansOf(text, yearly, 'id', 0.6, 'id.shape'),
  ...spansOf(text, misread, 'id', 0.6, 'id.misread'),
  ...spansOf(text, hexadecimal, 'id', 0.6, 'id.shape'),
  ...spansOf(text, row, 'id', 0.6, 'id.row'),
  ...spansOf(text, apart, 'id', 0.8, 'id.reference').filter(({ start, end }) => isNumber(text.slice(start, end))),
  ...spansOf(text, held, 'id', 0.6, 'id.reference'),
  ...spansOf(text, identity, 'id', 0.7, 'id.cue').filter(({ start, end }) => isNumber(text.slice(start, end))),
  ...spansOf(text, flat, 'id', 0.6, 'id.flat'),
  ...spansOf(text, station, 'id', 0.6, 'id.station'),
];

/** More than one digit, or letters and a digit; no time of day. */
const isNumber = (value: string) => /\d.*\d|\p{L}.*\d|\d.*\p{L}/u.test(value) && !/^\d{1,2}[:.]\d{2}$/u.test(value);
