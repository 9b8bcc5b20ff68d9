import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { NUMBER_WORD } from '../numbers/number-words.js';
import { matchesOf } from '../../text/matches-of.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH_NUMBER = '(?:0?[1-9]|1[0-2])';
const YEAR = '(?:1[89]\\d\\d|20\\d\\d)';
/** `12.1O.`, `O3.11.`, and with the blanks of a bad scan `30 . l .`. */
const misreadDay =
  /(?<![\p{L}\d.,])(?:(?<day>[\dOoIl]{1,2})\.(?<month>[\dOoIl]{1,2})\.|(?<far>[\dOol]{1,2})\s\.\s(?<moon>[\dOol]{1,2})\s\.)(?![\p{L}\d])/dgu;
/** `l985`, `2O14`. */
const misreadYear =
  /(?<![\p{L}\d.,/-])(?=\d*[OoIl])(?=[OoIl]{0,3}\d)(?:[1Il]9[\dOoIl]{2}|[2][0Oo][\dOoIl]{2})(?![\p{L}\d/-]|[.,]\d)/dgu;
const ORDINAL =
  '(?:erste|zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte|elfte|zwölfte|dreizehnte|vierzehnte|fünfzehnte|sechzehnte|siebzehnte|achtzehnte|neunzehnte|(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und)?(?:zwanzigste|dreißigste))[nrs]?';
const ORDINAL_MONTH = '(?:erste|zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte|elfte|zwölfte)[nrs]?';
/** Day and month told as two ordinals: `dritten vierten zweiundfünfzig`. */
const spoken = new RegExp(
  `(?<!\\p{L})${ORDINAL}\\s${ORDINAL_MONTH}(?!\\p{L})(?:\\s(?:${YEAR}|${NUMBER_WORD}(?!\\p{L})))?`,
  'dgiu',
);
const quarter = new RegExp(
  `(?<![\\d.,\\p{L}])(?:(?:[1-4]|I{1,3}|IV)\\.?\\s?Quartal(?:s)?(?:\\s(?:${YEAR}|\\d{2}(?![\\d.,])))?|Quartal\\s(?:[1-4]|I{1,3}|IV)(?:\\s?[/.]\\s?\\d{2,4})?|Q\\s?(?:[1-4]|I{1,3}|IV)\\s?[/.]\\s?(?:${YEAR}|\\d{2}))(?![\\d\\p{L}])`,
  'dgu',
);
const feast =
  /(?<!\p{L})(?:Ostern|Pfingsten|Weihnachten|Silvester|Neujahr|Advent|Fasching|Karneval|Karfreitag|Gründonnerstag|Heiligabend)\s(?<value>['’]?\d{2})(?![\d.,:]|\s?(?:Uhr|h|Tage|Wochen|kg|mg)(?!\p{L}))/dgu;
const weekday =
  /(?<!\p{L})(?:(?:vor|über)?(?:letzt|nächst)|vergangen|kommend|vorig)e[nrms]?\s(?<value>(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend)/dgu;
/** A day and month before the time of day. */
const beforeTime = new RegExp(
  `(?<![\\d.,/])${DAY}\\.\\s?${MONTH_NUMBER}\\.(?=[ \\t]{1,3}(?:\\d{1,2}:\\d{2}|\\d{1,2}(?:[.]\\d{2})?\\s?(?:h|Uhr)(?!\\p{L})))`,
  'dgu',
);
/** `7/4 Visite …:` begins an entry of a course. */
const entry = new RegExp(
  `^[ \\t]*(?<value>${DAY}/${MONTH_NUMBER})(?=\\s(?:\\d{1,2}[:.]\\d{2}(?!\\d)|\\p{Lu}[^\\n:]{0,30}:))`,
  'dgmu',
);
const secondOfTwo = new RegExp(`(?<=\\d\\.\\s?[/+]\\s?)${DAY}\\.${MONTH_NUMBER}\\.(?:\\d{4}|\\d{2}(?!\\d))?`, 'dgu');
/** What a reader makes of a dot, or of nothing. */
const DOT = "[ \\t]?[.,:;'’·*][ \\t]?";
/** `06,01,2021`, `12,01 1938`: two digits each, so that no measure is taken for a day. */
const misreadDots = new RegExp(
  `(?<![\\d.,:/])(?:0[1-9]|[12]\\d|3[01])(?:${DOT}(?:0[1-9]|1[0-2])(?:${DOT}|[ \\t])|[ \\t](?:0[1-9]|1[0-2])${DOT})${YEAR}(?![\\d]|[.,]\\d)`,
  'dgu',
);
/** Behind `am` or `vom` a day and month are enough, whatever became of the year. */
const onDay = new RegExp(
  `(?<=(?<!\\p{L})(?:[Aa]m|[Vv]om)[ \\t]{1,2})(?:0[1-9]|[12]\\d|3[01])(?:${DOT}|[ \\t])(?:0[1-9]|1[0-2])(?:${DOT}|[ \\t])\\d{4}(?![\\d]|[.,]\\d)`,
  'dgu',
);
/** Whatever digits stand behind a birth's cue. */
const born =
  /(?<!\p{L})(?:geb[.,:;]|geboren|Geburtsdatum|Geb\.-?\s?Dat\.?|DOB|D\.O\.B\.|born)[ \t.,:;'’*]{0,3}(?:(?:am|on)(?!\p{L}))?[ \t.,:;'’*]{0,3}(?<value>[\dOoIl]{1,2}(?:[ \t]?[.,:;'’·*/-][ \t]?|[ \t])[\dOoIl]{1,2}(?:(?:[ \t]?[.,:;'’·*/-][ \t]?|[ \t])[\dOoIl]{2,4})?)(?![\p{L}\d])/dgu;

/** Dates that a bad scan, dictation or haste leaves without one of their parts. */
export const wornDates: Detector = (text) => [
  ...misreadDays(text),
  ...spansOf(text, misreadYear, 'date', 0.6, 'date.misread'),
  ...spansOf(text, misreadDots, 'date', 0.7, 'date.misread'),
  ...spansOf(text, onDay, 'date', 0.7, 'date.misread'),
  ...spansOf(text, born, 'date', 0.8, 'date.misread').filter(({ start, end }) => /\d/u.test(text.slice(start, end))),
  ...spansOf(text, spoken, 'date', 0.8, 'date.words'),
  ...spansOf(text, quarter, 'date', 0.6, 'date.quarter'),
  ...spansOf(text, feast, 'date', 0.6, 'date.feast'),
  ...spansOf(text, weekday, 'date', 0.5, 'date.weekday'),
  ...spansOf(text, beforeTime, 'date', 0.8, 'date.day-month'),
  ...spansOf(text, entry, 'date', 0.6, 'date.day-month'),
  ...spansOf(text, secondOfTwo, 'date', 0.8, 'date.day-month'),
];

const digits = (value: string) => Number(value.replaceAll(/[Oo]/gu, '0').replaceAll(/[Il]/gu, '1'));

function misreadDays(text: string): Span[] {
  return matchesOf(text, misreadDay).flatMap((match) => {
    const { day = match.groups!['far']!, month = match.groups!['moon']! } = match.groups!;
    const isMixed = /\d/u.test(day + month) && (/[OoIl]/u.test(day + month) || match.groups!['far'] !== undefined);
    const isDate = digits(day) >= 1 && digits(day) <= 31 && digits(month) >= 1 && digits(month) <= 12;
    return isMixed && isDate
      ? [
          {
            start: match.index,
            end: match.index + match[0].length,
            label: 'date',
            confidence: 0.6,
            reason: 'date.misread',
          },
        ]
      : [];
  });
}
