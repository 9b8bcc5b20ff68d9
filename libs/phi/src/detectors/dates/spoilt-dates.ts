import { editDistance, fold } from '../../text/spellings.js';
import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { matchesOf } from '../../text/matches-of.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH_NUMBER = '(?:0?[1-9]|1[0-2])';
const YEAR = '(?:19|20)\\d\\d';
const months = 'januar jänner februar feber märz april mai juni juli august september oktober november dezember'
  .split(' ')
  .map(fold);
/** `12.Mal 2031`, `3 .Juni 2031`: a day, something like a month, a year. */
const worded = new RegExp(
  `(?<![\\d.,/])${DAY}\\s?\\.\\s?(?<month>[\\p{L}][\\p{L}&|10]{1,9})\\.?\\s?${YEAR}(?!\\d|[.,]\\d|\\s?(?:mg|ml|IE|µg|g|kcal)(?!\\p{L}))`,
  'dgu',
);
/** `1406.2031`, `14.062031` */
const unpointed =
  /(?<![\d.,/])(?:0[1-9]|[12]\d|3[01])(?:(?:0[1-9]|1[0-2])\.|\.(?:0[1-9]|1[0-2]))(?:19|20)\d\d(?!\d|[.,]\d)/dgu;
/** `14. 06. 2 031` */
const torn = new RegExp(
  `(?<![\\d.,/])${DAY}\\.\\s?${MONTH_NUMBER}\\.\\s?(?:1\\s9|2\\s0|19\\s|20\\s)\\s?\\d\\s?\\d(?!\\d|[.,]\\d)`,
  'dgu',
);
/** `14.06.31,15.06.31` */
const crowded = new RegExp(`(?<=\\.\\d{2}(?:\\d{2})?[,;])${DAY}\\.${MONTH_NUMBER}\\.(?:${YEAR}|\\d{2})(?!\\d)`, 'dgu');
/** `Im Nov erneut` */
const short =
  /(?<=(?<!\p{L})(?:[Ii]m|[Ss]eit|[Bb]is|[Aa]b|[Mm]itte|[Ee]nde|[Aa]nfang)\s)(?:Jan|Jän|Febr?|Mrz|Mär|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)(?![\p{L}-])/dgu;
const NO_MEASURE = '(?![\\d/]|\\.\\d|%|\\s?(?:mm|cm|mg|ml|kg|g|µg|IE|h|Uhr|Gy)(?!\\p{L}))';
/** `geplant 28.2, nüchtern`: the second point left out. */
const appointed = new RegExp(
  `(?<!\\p{L})(?:[Gg]eplant|[Vv]ereinbart|[Ww]iedervorstellung|[Kk]ontrolle|[Tt]ermin|WV|[Ee]ntlassung|[Ff]äden(?:\\sex)?)\\s?:?\\s(?:am\\s|ab\\s|für\\s(?:den\\s)?)?(?<value>${DAY}\\.${MONTH_NUMBER})(?=,\\s|\\s*$|\\n)${NO_MEASURE}`,
  'dgmu',
);
/** `Kontrolle 1.7, 1.10 und 1.1.`: with the point at the last only. */
const rowOf = new RegExp(
  `(?<=(?:[Gg]eplant|[Kk]ontrollen?|[Tt]ermine?|[Aa]m|[Zz]yklus|WV|[Gg]abe|[Ii]nfusion(?:en)?)\\s?:?\\s)(?<value>${DAY}\\.${MONTH_NUMBER}(?:(?:,|\\su\\.|\\sund|\\s?\\+)\\s${DAY}\\.${MONTH_NUMBER}){1,5}\\.)(?!\\d)`,
  'dgu',
);

/** Dates whose points, blanks or letters were lost. */
export const spoiltDates: Detector = (text): Span[] => [
  ...matchesOf(text, worded).flatMap((match): Span[] => {
    const said = fold(match.groups!['month']!);
    const isMonth = months.some((month) => {
      const allowed = month.length >= 7 ? 2 : 1;
      return Math.abs(said.length - month.length) <= allowed && editDistance(said, month, allowed) <= allowed;
    });
    const [start, end] = match.indices![0]!;
    return isMonth ? [{ start, end, label: 'date', confidence: 0.7, reason: 'date.spoilt' }] : [];
  }),
  ...[unpointed, torn, crowded, appointed, rowOf].flatMap((pattern) =>
    spansOf(text, pattern, 'date', 0.6, 'date.spoilt'),
  ),
  ...spansOf(text, short, 'date', 0.5, 'date.month'),
];
