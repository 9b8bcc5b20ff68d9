import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const YEAR = '(?:1[89]\\d\\d|20\\d\\d)';
const MONTH = '(?:Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)';
const ENGLISH_MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)';
const WEEKDAY =
  '(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|(?:Mo|Di|Mi|Do|Fr|Sa|So)(?:\\.|(?=,?\\s\\d))|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\\.?)';
/** What follows a day whose month is understood; a noun would make it a count: `am 2. postoperativen Tag`, `am 5. Halswirbel`. */
const UNDERSTOOD =
  '(?=\\s(?!und\\s\\d|u\\.\\s?\\d|bis\\s\\d|oder\\s\\d|auf\\s(?:den\\s)?\\d)(?!\\p{Ll}*(?:e|en|em|er|es)(?!\\p{L}))\\p{Ll}{2,}|\\s(?:wurde|wird|erfolgte?|fand|war|ist|sind|waren|haben|hat|hatte|kam|ging|vorstellig|entlassen|verlegt|aufgenommen|operiert|bis\\s(?:zum\\s)?\\d|d\\.\\s?[MJ]|dieses|des\\sMonats)(?!\\p{L})|\\s*[;)]|,\\s\\p{Ll}|\\.?\\s*(?:\\n|$))';

const dayAlone = new RegExp(
  `(?<!\\p{L})(?:[Aa]m|[Vv]om|[Bb]is(?: zum)?|[Ss]eit dem|[Aa]b dem)\\s(?<value>${DAY}\\.(?!\\d))${UNDERSTOOD}`,
  'gud',
);
const thisMonth = new RegExp(
  `(?<![\\d.,])${DAY}\\.\\s?(?:d\\.\\s?M\\.?|d\\.\\s?Mts\\.?|ds\\.(?:\\s?Mts?\\.?)?|lfd\\.\\s?(?:M|Mts)\\.?|crt\\.|cr\\.|dieses Monats|des Monats|${MONTH}\\sd\\.\\s?J\\.)`,
  'gud',
);
const weekdayAndDay = new RegExp(
  `(?<!\\p{L})${WEEKDAY},?\\s(?:den\\s|dem\\s|der\\s|the\\s)?${DAY}(?:\\.(?:\\s?${DAY}\\.)?(?!\\d)|/\\d{1,2}(?![\\d/])|st|nd|rd|th)`,
  'gud',
);
const romanMonth = new RegExp(
  `(?<![\\d.,])${DAY}\\s?[./]\\s?(?:XI{0,2}|IX|IV|VI{0,3}|I{1,3})\\s?[./]\\s?(?:${YEAR}|\\d{2})(?!\\d)`,
  'gud',
);
const mayBeRoman = /[./]\s?[IVX]{1,4}\s?[./]/u;
const partOfYear = new RegExp(
  `(?<!\\p{L})(?:(?:Frühjahr|Frühling|(?:Früh|Hoch|Spät)?(?:[Ss]ommer|[Hh]erbst|[Ww]inter)|Jahresanfang|Jahresende|Jahreswechsel|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|(?:[Ee]arly|[Ll]ate|[Mm]id)|Q[1-4])\\s(?:des Jahres\\s|of\\s)?(?:${YEAR}(?:/\\d{2,4})?|\\d{2}/\\d{2})|(?:Anfang|Mitte|Ende)\\s(?:des Jahres\\s)?(?:${MONTH}|${YEAR}))(?![\\d\\p{L}])`,
  'gud',
);
/** `seit Sommer`: of this year, whichever that is. */
const season =
  /(?<!\p{L})(?:[Ss]eit|[Aa]b|[Bb]is zum|[Ii]m (?:letzten|vergangenen|kommenden|vorigen|heurigen))\s(?<value>(?:Frühjahr|Frühling|(?:Früh|Hoch|Spät)?(?:[Ss]ommer|[Hh]erbst|[Ww]inter))s?)(?![\p{L}-])/dgu;
const week =
  /(?<!\p{L})(?:KW\s?\d{1,2}(?:\s?\/\s?\d{2,4})?|(?:\d{1,2}\.?\s?[-–/]\s?)?\d{1,2}\.\s?(?:KW|Kalenderwoche)|Kalenderwoche\s\d{1,2})(?![\d\p{L}])/dgu;
const feast = new RegExp(
  `(?<!\\p{L})(?:Ostern|Pfingsten|Weihnachten|Dreikönigstag|Heilige[nr]? Drei Könige|Allerheiligen|Fronleichnam|(?:Christi )?Himmelfahrt|Reformationstag|Buß- und Bettag|Gründonnerstag|Aschermittwoch|Fasching|Christmas|Easter)(?:\\s${YEAR})?(?!\\p{L})`,
  'gud',
);
const englishDay = new RegExp(
  `(?<![\\d.,\\p{L}])(?:\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?${ENGLISH_MONTH}|${ENGLISH_MONTH}\\s${DAY}(?![\\d.,:%]\\d|\\s?(?:mg|ml|mm|cm|%))|${ENGLISH_MONTH}\\s\\d{1,2}(?:st|nd|rd|th)|(?<=[Oo]n the |[Oo]n |until the |from the |of the )\\d{1,2}(?:st|nd|rd|th)(?!\\s(?:day|percentile|rib|week|month|attempt|floor|post)))(?!\\p{L})`,
  'gud',
);
/** `on 9/5`, `seit '19`, `the 9th inst.`: a date only by what stands before it. */
const led = new RegExp(
  `(?<!\\p{L})(?:[Aa]m|[Vv]om|[Ss]eit|[Bb]is(?: zum)?|[Aa]b|[Oo]n|[Ff]rom|[Ss]ince|[Uu]ntil|[Aa]dmitted|[Dd]ischarged|[Ss]een|[Tt]ransferred|[Vv]erlegt|[Ee]ntlassen|[Aa]ufgenommen|[Oo]periert)\\s(?<value>${DAY}/(?:0?[1-9]|1[0-2])(?!\\s?\\d|/|\\s?(?:Punkt|Lymph|LK|mm)))|(?:[Ss]eit|[Aa]b|[Ii]n|[Vv]on|[Bb]is|[Ii]m(?: Jahre?)?|[Ss]ince|Jg\\.?|Jahrgang)\\s(?<year>['’\\u2018]\\d{2})(?!\\d)|(?:Jg\\.?|Jahrgang|[Bb]aujahr)\\s?:?\\s?(?<born>\\d{2}(?:\\d{2})?)(?!\\d)|the\\s(?<inst>\\d{1,2}(?:st|nd|rd|th)\\s(?:inst|ult)\\.?)`,
  'gud',
);
/** A reader took noughts and ones for letters, or parted two digits. */
const misread =
  /(?<![\p{L}\d.,])(?=(?:\d\s)?[\dOoIl]{1,2}\s?[.,]\s?[\dOoIl])(?=(?:[^\d\n]*\d){4})(?:\d\s)?[\dOoIl]{1,2}\s?[.,]\s?[\dOoIl]{1,2}\s?[.,]\s?(?:[12Il][\dOoIl]{3}|[\dOoIl]{2})(?![\p{L}\d]|[.,]\d)/dgu;

/** Dates that say less than day, month and year, in every writing that still tells when. */
export const partialDates: Detector = (text) => [
  ...spansOf(text, dayAlone, 'date', 0.6, 'date.day'),
  ...spansOf(text, thisMonth, 'date', 0.8, 'date.day'),
  ...spansOf(text, weekdayAndDay, 'date', 0.7, 'date.day'),
  ...(mayBeRoman.test(text) ? spansOf(text, romanMonth, 'date', 0.9, 'date.roman-month') : []),
  ...spansOf(text, partOfYear, 'date', 0.7, 'date.part-of-year'),
  ...spansOf(text, season, 'date', 0.5, 'date.part-of-year'),
  ...spansOf(text, week, 'date', 0.6, 'date.week'),
  ...spansOf(text, feast, 'date', 0.5, 'date.feast'),
  ...spansOf(text, englishDay, 'date', 0.7, 'date.day-month'),
  ...ledIn(text),
  ...spansOf(text, misread, 'date', 0.6, 'date.misread').filter(({ start, end }) =>
    /[OoIl]|\d\s\d\s?\./u.test(text.slice(start, end)),
  ),
];

function ledIn(text: string): Span[] {
  return matchesOf(text, led).flatMap((match) => {
    const groups = match.indices!.groups!;
    const place = groups['value'] ?? groups['year'] ?? groups['born'] ?? groups['inst'];
    return place
      ? [{ start: place[0], end: place[1], label: 'date' as const, confidence: 0.6, reason: 'date.led' }]
      : [];
  });
}
