import type { Detector } from './match.js';
import { spansOf } from './match.js';

const MONTH =
  '(?:Jan(?:uar|uary)?|Jänner|Feb(?:ruar|ruary)?|Feber|März|Mär|March|Mar|Apr(?:il)?|Mai|May|Jun[ie]?|Jul[iy]?|Aug(?:ust)?|Sept?(?:ember)?|Okt(?:ober)?|Oct(?:ober)?|Nov(?:ember)?|Dez(?:ember)?|Dec(?:ember)?)';
const DAY = '(?:0?[1-9]|[12]\\d|3\\d)';
const NUMBER = '(?:0?[1-9]|1\\d)';
const YEAR = '(?:1[89]\\d\\d|20\\d\\d)';

/** Day and month in any order and with any of the usual separators, also where OCR put a blank. */
const full = new RegExp(
  `(?<![\\d.,-])\\d{1,2}(?:\\s?[./]\\s?\\d{1,2}(?:\\s?[./]\\s?|\\s)(?:\\d{4}|\\d{2})|\\s?-\\s?\\d{1,2}\\s?-\\s?\\d{4})(?![\\d])`,
  'gud',
);
const iso = new RegExp(`(?<!\\d)${YEAR}\\s?[./-]\\s?\\d{1,2}\\s?[./-]\\s?\\d{1,2}(?!\\d)`, 'gud');
const compact = new RegExp(`(?<!\\d)${YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d)`, 'gud');
const dayMonth = new RegExp(`(?<![\\d.,/])${DAY}\\.\\s?(?:0?[1-9]|1[0-2])\\.(?!\\s?\\d)(?!\\d)`, 'gud');
const range = new RegExp(`(?<![\\d.,])${DAY}\\.?\\s?[-–]\\s?${DAY}\\.\\s?${NUMBER}\\.(?:\\s?\\d{2,4})?`, 'gud');
const words = new RegExp(
  `(?:(?<!\\d)${DAY}(?:\\.|st|nd|rd|th)?[\\s-]*)?(?<!\\p{L})${MONTH}\\.?(?:[\\s-]*(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s+)?(?:${YEAR}|['’]\\d{2}|\\d{2}(?![\\d.,:])))`,
  'giud',
);
const dayWord = new RegExp(`(?<!\\d)${DAY}\\.\\s*${MONTH}(?!\\p{L})`, 'giud');
const monthYear = new RegExp(`(?<![\\d./,-])(?:0?[1-9]|1[0-2])\\s?[/.]\\s?${YEAR}(?!\\d)`, 'gud');
const shortMonthYear =
  /(?<=(?:seit|ab|im|in|von|bis|Ende|Anfang|Mitte|since|in)\s)(?:0?[1-9]|1[0-2])\/\d{2}(?![\d/])/dgiu;
const cuedYear = new RegExp(
  `(?:seit|ab|im Jahre?|Jahr|in|von|bis|vor|Anfang|Ende|Mitte|Jahrgang|Jg\\.|anno|since|from|\\()\\s*(?<value>${YEAR})(?![\\d.,]?\\d)`,
  'giud',
);
const year = new RegExp(
  `(?<![\\d.,/-])(?:19[2-9]\\d|20[0-4]\\d)(?![\\d/]|[.,]\\d|\\s?(?:ml|mg|g|kg|cm|mm|kcal|µg|IE|U/l|Euro|€))`,
  'gud',
);
const birth =
  /(?:geb(?:oren)?\.?(?:\s*am)?|\*|DOB|D\.O\.B\.?|born(?: on)?|Geburtsdatum|Geb\.?-?\s?Dat(?:um)?\.?)\s*:?\s*(?<value>\d[\d.\s/-]{3,11}\d)/dgiu;
const weekday =
  /(?:Heiligabend|Silvester|Neujahr|Oster(?:sonntag|montag)|Pfingst(?:sonntag|montag)|Karfreitag|Rosenmontag|KW\s?\d{1,2})/dgu;

/** Every shape of a date, valid or not: a 30.02. still is somebody's birth date with a typing mistake. */
export const dates: Detector = (text) => [
  ...spansOf(text, full, 'date', 0.95, 'date.full'),
  ...spansOf(text, iso, 'date', 0.95, 'date.iso'),
  ...spansOf(text, compact, 'date', 0.7, 'date.compact'),
  ...spansOf(text, range, 'date', 0.8, 'date.range'),
  ...spansOf(text, words, 'date', 0.9, 'date.words'),
  ...spansOf(text, dayWord, 'date', 0.9, 'date.words'),
  ...spansOf(text, dayMonth, 'date', 0.7, 'date.day-month'),
  ...spansOf(text, monthYear, 'date', 0.8, 'date.month-year'),
  ...spansOf(text, shortMonthYear, 'date', 0.7, 'date.month-year'),
  ...spansOf(text, cuedYear, 'date', 0.7, 'date.year'),
  ...spansOf(text, year, 'date', 0.5, 'date.year'),
  ...spansOf(text, birth, 'date', 0.98, 'date.birth'),
  ...spansOf(text, weekday, 'date', 0.5, 'date.feast'),
];

const old = /(?<!\d)(?<value>9\d|1[01]\d)(?=[\s-]*(?:jährig|Jahre|J\.|years?[ -]old|y\/?o|yrs?))/dgiu;

/** Ages over 89 point at few people. */
export const ages: Detector = (text) => spansOf(text, old, 'age', 0.9, 'age.over-89');
