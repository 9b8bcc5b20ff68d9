import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';

/** What happens on one day, so that two digits behind it are a year. */
const EVENT =
  '(?:ED|Erstdiagnose|Bypass(?:-?OP)?|[A-Z]*ACB|CABG|ACVB|(?:Herz)?[Ss]chrittmacher|SM|HSM|ICD|CRT-?D?|Stent(?:ing|s)?|PTCA|PCI|TEP|TEA|TUR-?[PB]|CHE|AE|HE|TE|AT|OP|Op|Sectio|Port|TIPS|TVT|LAE|Apoplex|Insult|TIA|STEMI|NSTEMI|(?:\\p{Lu}\\p{L}*)?(?:[Ii]nfarkt|[Oo]peration|[Ii]mplantation|[Aa]mputation|[Rr]esektion|[Ee]ntfernung|[Ff]raktur|[Uu]nfall|[Tt]ransplantation|[Ss]kopie|skopie|ektomie|stomie|graphie|grafie|plastik|[Gg]eburt|[Ii]mpfung|[Kk]atheter|[Uu]ntersuchung|[Bb]estrahlung|[Rr]ezidiv))';
const YEAR = '(?:[0-3]\\d|[4-9]\\d)';
const NO_MORE = "(?![\\d\\p{L}%'’]|[.,/:]\\d|\\s?(?:mm|cm|mg|ml|x|Fr|Ch|J|Jahre?n?|Tage?n?|Punkte?n?|Mal)(?!\\p{L}))";
/** `CABG (97)`, `(Bypass 99)`; the digits first, for they are rare. */
const bracketed = new RegExp(`${YEAR}(?=\\))(?<=(?<![\\p{L}-])${EVENT}\\s\\(?['’]?\\d\\d)`, 'dgu');
/** `ED 19`, `verst. 03` */
const behind = new RegExp(
  `(?<![\\p{L}-])(?:ED|Erstdiagnose|EM|Erstmanifestation|[Vv]erst(?:orben|\\.)|[Gg]est(?:orben|\\.)|†)\\s?:?\\s?['’]?(?<value>${YEAR})${NO_MORE}`,
  'dgu',
);
/** `Koloskopie 3.19`, `ED 3-19`, `ED: 7'21`, `Stent (05.23)` */
const month = new RegExp(
  `(?<!\\d)(?:0?[1-9]|1[0-2])[.'’-][0-3]\\d${NO_MORE}(?<=(?<![\\p{L}-])${EVENT}\\s?:?\\s\\(?\\d{1,2}[.'’-]\\d\\d)`,
  'dgu',
);
/** `12.5.'23` */
const apostrophe = /(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.\s?['’]\d{2}(?!\d)/dgu;
/** `1. 3.11.2020, 2. 2.2.2021`: the first and the second time. */
const counted = /(?<=(?<![\d.])\d\.\s)(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:\d{4}|\d{2})(?!\d)/dgu;
/** `KW 14-16`, `KW 7/8` */
const weeks = /(?<!\p{L})KW\s?\d{1,2}\s?(?:[-–/+]|bis|und|u\.|oder|od\.)\s?(?:KW\s?)?\d{1,2}(?:\/\d{2,4})?(?!\d)/dgu;
/** `(05.23)`, and at the beginning of a line `5.23: Stent`. */
const alone = /(?<=\()(?:0[1-9]|1[0-2])\.[0-3]\d(?=\))|(?<=^[ \t]*)(?:0?[1-9]|1[0-2])\.[0-3]\d(?=:\s\p{Lu}\p{L})/dgmu;
/** `ab 1.7 wieder arbeitsfähig` */
const stopless =
  /(?<!\p{L})(?:ab|bis|am|vom|zum|seit)\s(?<value>(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2]))(?=\s(?:wieder|arbeits|krank|AU|Urlaub|stationär|ambulant|nicht mehr)(?:\p{Ll}*)(?!\p{L}))/dgu;
/** `seit Jahresbeginn` */
const turn = /(?<!\p{L})Jahres(?:beginn|anfang|wechsel|ende|mitte)(?:s|es)?(?!\p{L})/dgu;

/** Years and months of two digits, told by what happened then. */
export const datedEvents: Detector = (text): Span[] => [
  ...spansOf(text, bracketed, 'date', 0.6, 'date.year'),
  ...spansOf(text, behind, 'date', 0.6, 'date.year'),
  ...spansOf(text, month, 'date', 0.6, 'date.month-year'),
  ...spansOf(text, apostrophe, 'date', 0.8, 'date.full'),
  ...spansOf(text, alone, 'date', 0.6, 'date.month-year'),
  ...spansOf(text, stopless, 'date', 0.6, 'date.day-month'),
  ...spansOf(text, turn, 'date', 0.5, 'date.part-of-year'),
  ...spansOf(text, counted, 'date', 0.8, 'date.full'),
  ...spansOf(text, weeks, 'date', 0.7, 'date.week'),
];
