import type { Detector } from './match.js';
import { spansOf } from './match.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const YEAR = '(?:1[89]\\d\\d|20\\d\\d)';
const MONTH = '(?:Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)';
const ENGLISH_MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)';
const WEEKDAY =
  '(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo\\.|Di\\.|Mi\\.|Do\\.|Fr\\.|Sa\\.|So\\.)';
/** What follows a day whose month is understood; a noun would make it a count: `am 2. postoperativen Tag`, `am 5. Halswirbel`. */
const UNDERSTOOD =
  '(?=\\s(?:wurde|wird|erfolgte?|fand|war|ist|sind|waren|haben|hat|hatte|kam|ging|vorstellig|entlassen|verlegt|aufgenommen|operiert|bis\\s(?:zum\\s)?\\d|d\\.\\s?[MJ]|dieses|des\\sMonats)(?!\\p{L})|\\s*[;)]|,\\s\\p{Ll}|\\.?\\s*(?:\\n|$))';

const dayAlone = new RegExp(
  `(?<!\\p{L})(?:[Aa]m|[Vv]om|[Bb]is zum|[Ss]eit dem|[Aa]b dem)\\s(?<value>${DAY}\\.(?!\\d))${UNDERSTOOD}`,
  'gud',
);
const thisMonth = new RegExp(
  `(?<![\\d.,])${DAY}\\.\\s?(?:d\\.\\s?M\\.?|d\\.\\s?Mts\\.?|dieses Monats|des Monats|${MONTH}\\sd\\.\\s?J\\.)`,
  'gud',
);
const weekdayAndDay = new RegExp(`(?<!\\p{L})${WEEKDAY},?\\s(?:den\\s|dem\\s|der\\s)?${DAY}\\.(?!\\d)`, 'gud');
const romanMonth = new RegExp(
  `(?<![\\d.,])${DAY}\\s?[./]\\s?(?:XI{0,2}|IX|IV|VI{0,3}|I{1,3})\\s?[./]\\s?(?:${YEAR}|\\d{2})(?!\\d)`,
  'gud',
);
const partOfYear = new RegExp(
  `(?<!\\p{L})(?:(?:Frühjahr|Frühling|Sommer|Herbst|Winter|Jahresanfang|Jahresende|Jahreswechsel|Spring|Summer|Autumn|Q[1-4])\\s(?:des Jahres\\s|of\\s)?(?:${YEAR}(?:/\\d{2,4})?|\\d{2}/\\d{2})|(?:Anfang|Mitte|Ende)\\s(?:des Jahres\\s)?(?:${MONTH}|${YEAR}))(?![\\d\\p{L}])`,
  'gud',
);
const week =
  /(?<!\p{L})(?:KW\s?\d{1,2}(?:\s?\/\s?\d{2,4})?|\d{1,2}\.\s?(?:KW|Kalenderwoche)|Kalenderwoche\s\d{1,2})(?![\d\p{L}])/dgu;
const feast = new RegExp(
  `(?<!\\p{L})(?:Ostern|Pfingsten|Weihnachten|Dreikönigstag|Heilige[nr]? Drei Könige|Allerheiligen|Fronleichnam|(?:Christi )?Himmelfahrt|Reformationstag|Buß- und Bettag|Gründonnerstag|Aschermittwoch|Fasching|Christmas|Easter)(?:\\s${YEAR})?(?!\\p{L})`,
  'gud',
);
const englishDay = new RegExp(
  `(?<![\\d.,\\p{L}])(?:\\d{1,2}(?:st|nd|rd|th)\\s(?:of\\s)?${ENGLISH_MONTH}|${ENGLISH_MONTH}\\s\\d{1,2}(?:st|nd|rd|th)|(?<=[Oo]n the |[Oo]n |until the |from the )\\d{1,2}(?:st|nd|rd|th)(?!\\s(?:day|percentile|rib|week|month|attempt|floor|post)))(?!\\p{L})`,
  'gud',
);
/** A reader took noughts and ones for letters, or parted two digits. */
const misread =
  /(?<![\p{L}\d.,])(?=(?:[^\d\n]*\d){4})(?:\d\s)?[\dOoIl]{1,2}\s?[.,]\s?[\dOoIl]{1,2}\s?[.,]\s?(?:[12Il][\dOoIl]{3}|[\dOoIl]{2})(?![\p{L}\d]|[.,]\d)/dgu;

/** Dates that say less than day, month and year, in every writing that still tells when. */
export const partialDates: Detector = (text) => [
  ...spansOf(text, dayAlone, 'date', 0.6, 'date.day'),
  ...spansOf(text, thisMonth, 'date', 0.8, 'date.day'),
  ...spansOf(text, weekdayAndDay, 'date', 0.7, 'date.day'),
  ...spansOf(text, romanMonth, 'date', 0.9, 'date.roman-month'),
  ...spansOf(text, partOfYear, 'date', 0.7, 'date.part-of-year'),
  ...spansOf(text, week, 'date', 0.6, 'date.week'),
  ...spansOf(text, feast, 'date', 0.5, 'date.feast'),
  ...spansOf(text, englishDay, 'date', 0.7, 'date.day-month'),
  ...spansOf(text, misread, 'date', 0.6, 'date.misread').filter(({ start, end }) =>
    /[OoIl]|\d\s\d\s?\./u.test(text.slice(start, end)),
  ),
];
