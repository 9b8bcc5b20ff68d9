import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH_NUMBER = '(?:0?[1-9]|1[0-2])';
const MONTH =
  '(?:Jan(?:uar)?|Jän(?:ner)?|Feb(?:ruar|er)?|März|Mrz|Mär|Apr(?:il)?|Mai|Jun[i]?|Jul[i]?|Aug(?:ust)?|Sept?(?:ember)?|Okt(?:ober)?|Nov(?:ember)?|Dez(?:ember)?)\\.?';
const AND = '(?:\\s?[,/+&]\\s?|\\s(?:und|u\\.|sowie|bzw\\.|oder|bis|auf|auf den|zum)\\s|\\s?[-–]\\s?)';
/** `8., 9. und 10.3.`: days whose month stands with the last. */
const days = new RegExp(
  `(?<![\\d.,])(?<value>${DAY}\\.(?:${AND}${DAY}\\.){0,7})${AND}(?=(?:den\\s|am\\s)?${DAY}\\.\\s?(?:${MONTH_NUMBER}\\.|${MONTH}(?!\\p{L})|des Monats|d\\.\\s?M\\.))`,
  'dgu',
);
/** `von 11 bis 17.8.`: the first day without its point. */
const pointless = new RegExp(
  `(?<!\\p{L})(?:[Vv]on|[Vv]om|[Zz]wischen)\\s(?:dem\\s)?(?<value>${DAY})\\.?\\s?(?:bis|und|[-–])\\s?(?:zum\\s|dem\\s)?(?=${DAY}\\.\\s?(?:${MONTH_NUMBER}\\.(?!\\d{3}\\s?\\p{L})|${MONTH}(?!\\p{L})))`,
  'dgu',
);
/** `Aufn. 17/10  Entl. 21/10`: a stay's days as others than Germans write them. */
const stay = new RegExp(
  `(?<!\\p{L})(?:[Aa]ufn(?:ahme|\\.)|[Ee]ntl(?:assung|\\.)|[Ee]intritt|[Aa]ustritt|OP|[Vv]erlegung|WV|Termin)\\s?:?\\s(?:am\\s)?(?<value>${DAY}[/.]${MONTH_NUMBER})(?![\\d/]|[.,]\\d|%|\\s?(?:mm|cm|mg|ml|h|Uhr)(?!\\p{L}))`,
  'dgu',
);
/** `3.2., 17.2 und 4.3.`: a month without its last point, beside a whole date. */
const unpointed = new RegExp(
  `(?<=${DAY}\\.${MONTH_NUMBER}\\.(?:\\d{2,4})?${AND})(?<value>${DAY}\\.${MONTH_NUMBER})(?![\\d.,%°]|\\s?(?:mm|cm|mg|ml|g|kg)(?!\\p{L}))`,
  'dgu',
);
/** `Mai, August und November`: months before one that has its year, or beside another. */
const months = new RegExp(
  `(?<!\\p{L})(?<value>${MONTH}(?:${AND}${MONTH}){0,6})${AND}(?=${MONTH}(?!\\p{L}))|(?<=(?<!\\p{L})${MONTH}${AND})(?<last>${MONTH}(?!\\p{L})(?:\\s(?:19|20)\\d\\d)?)`,
  'dgu',
);
const ROMAN = '(?:XI{0,2}|IX|IV|VI{0,3}|I{1,3})';
/** `IV/09`, `XI 1985`: a month in Roman figures and its year; not a grade. */
const romanYear = new RegExp(
  `(?<![\\p{L}\\d/.-])(?<!(?:Grad|Stadium|Stad\\.|Typ|NYHA|ASA|Faktor|Klasse|Fontaine|CCS|Child|Hinchey|Dukes|UICC|FIGO|WHO|Gr\\.|Phase|Level|Kategorie|Teil|Nr\\.|Zone|Segment|Hirnnerv|HN|Ableitung|Abl\\.|Killip|Hb)\\s)(?:(?:${ROMAN}|V|X)\\s?[/.]\\s?(?:(?:19|20)\\d\\d|\\d{2})|(?:${ROMAN}|V|X)\\s(?:19|20)\\d\\d)(?!\\d|[.,]\\d|\\s?(?:mm|mg|ml|%))`,
  'dgu',
);
/** `03.17` with a word before it that a date follows, or beside one. */
const monthAndYear =
  /(?<!\p{L})(?:[Ss]eit|[Ii]m|[Bb]is|[Zz]uletzt|ED|EM|[Ee]rstdiagnose|[Ee]rstmals|OP|Z\.\s?n\.[^\n,;]{3,40}|[Aa]b|[Vv]on|[Vv]om|[Vv]orbefund|MRT|CT|PET|Rö|Sono|TUR-?B?|PTCA|PCI|\p{L}+(?:skopie|graphie|grafie|tomie|plastik|ektomie|operation|impfung|[Rr]ezidiv)|Rezidiv)\s\(?(?<value>(?:0[1-9]|1[0-2])\.(?:[0-3]\d|[89]\d))(?!\d|[.,]\d|%|\s?(?:Uhr|h(?!\p{L})|mm|cm|mg|ml|g\/|mmol|µ|kg|U\/l|sec|s\b|Mio|x))/dgu;
const besideDate =
  /(?<=(?<![\d.,])(?:\d{1,2}\/(?:19|20)?\d{2}|(?:0[1-9]|1[0-2])\.\d{2}|(?:19|20)\d\d)(?:,\s|\s(?:und|u\.|sowie|bis|,)\s|\s?[-–/]\s?))(?<value>(?:0[1-9]|1[0-2])\.\d{2})(?!\d|[.,]\d|%|\s?(?:Uhr|h(?!\p{L})|mm|cm|mg|ml|g\/|mmol|µ|kg|U\/l|sec|Mio))/dgu;
/** `CT 17-11`, `Röntgen 4-09`: after what was done a year and a month with a hyphen. */
const hyphened =
  /(?<!\p{L})(?:MRT?|CT|PET(?:-CT)?|Rö(?:ntgen)?|Sono|Szinti|EEG|EKG|ENG|EMG|DSA|TEE|Echo|Koro|Kolo|Gastro|Histo|OP|Audio(?:gramm)?|Mammo|\p{Lu}\p{L}+(?:skopie|graphie|grafie|gramm|metrie|tomie))\s(?:vom\s|von\s|aus\s)?\(?(?<value>\d{2}-(?:0\d|1[0-2])|(?:0\d|1[0-2])-\d{2}|\d{1,2}-\d{1,2}-\d{2})(?![\d]|[.,]\d|\s?(?:mm|cm|mg|ml|%))/dgu;
/** `seit dem 3. Husten`: a day, where no count of days, weeks or years follows. */
const sinceDay = new RegExp(
  `(?<!\\p{L})(?:[Ss]eit dem|[Aa]b dem|[Bb]is zum|[Vv]or dem|[Nn]ach dem)\\s(?<value>${DAY}\\.)(?=\\s(?!\\p{L}*(?:[Tt]ag|[Ww]oche|[Mm]onat|[Jj]ahr|[Jj]ahrzehnt|[Zz]yklus|[Ss]tunde|SSW|LJ|LW|[Mm]al|[Qq]uartal|[Tt]rimenon|[Kk]lasse|[Ss]emester|[Gg]abe|[Dd]osis|[Ii]mpfung|[Vv]ersuch|[Ss]chwangerschaft|[Gg]eburt|[Kk]ind|[Ww]irbel\\p{L}*|[Rr]ippe|[Ff]inger|[Zz]ehe|[Ll]inie|[Kk]urs|[Ss]itzung|[Ll]ebens\\p{L}*|[Pp]ostop\\p{L}*|post\\p{L}*|BWK|LWK|HWK|ICR|Grad|\\p{Lu}+K)(?:e?[sn]|en)?(?!\\p{L}))\\p{Lu}\\p{Ll}{2,})`,
  'dgu',
);

/** Dates in a row that share their month or year, and months with years in the shapes of findings. */
export const listedDates: Detector = (text) => [
  ...spansOf(text, days, 'date', 0.8, 'date.listed'),
  ...spansOf(text, pointless, 'date', 0.7, 'date.listed'),
  ...spansOf(text, stay, 'date', 0.7, 'date.stay'),
  ...spansOf(text, unpointed, 'date', 0.7, 'date.listed'),
  ...matchesOf(text, months).map((match) => {
    const [start, end] = (match.indices!.groups!['value'] ?? match.indices!.groups!['last'])!;
    return { start, end, label: 'date' as const, confidence: 0.7, reason: 'date.months' };
  }),
  ...spansOf(text, romanYear, 'date', 0.7, 'date.roman-month'),
  ...spansOf(text, monthAndYear, 'date', 0.6, 'date.month-year'),
  ...spansOf(text, besideDate, 'date', 0.6, 'date.month-year'),
  ...spansOf(text, hyphened, 'date', 0.6, 'date.hyphened'),
  ...spansOf(text, sinceDay, 'date', 0.6, 'date.day'),
];
