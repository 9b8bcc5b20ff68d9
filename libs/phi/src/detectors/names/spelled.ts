import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { NUMBER_WORD } from '../numbers/number-words.js';

/** `K wie Kaufmann O wie Otto` */
const spelled = /(?<![\p{L}\d])(?:\p{L}\s(?:wie|as in|for)\s\p{L}{3,}(?:,?\s(?:und\s|and\s)?|(?!\p{L}))){2,}/dgu;
/** `N-G-U-Y-E-N` */
const parted = /(?<![\p{L}\d-])\p{Lu}(?:[-‐]\p{Lu}){3,}(?![\p{L}\d-])/dgu;
const ENGLISH =
  '(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|hundred|double|triple)';
const GERMAN = `(?:${NUMBER_WORD}|doppel)`;
/** So many in a row count nothing. */
const digits = new RegExp(
  `(?<!\\p{L})(?:${ENGLISH}(?:[ ,-]{1,2}${ENGLISH}(?!\\p{L})){3,19}|${GERMAN}(?:[ ,-]{1,2}${GERMAN}(?!\\p{L})){3,19})`,
  'dgiu',
);
const cuedDigits = new RegExp(
  `(?<=(?:number|number is|birth|born|extension|bleep|record|Nummer|nummer|Durchwahl|geboren(?: am)?)\\s)(?:${ENGLISH}|${GERMAN})(?:[ ,-]{1,2}(?:${ENGLISH}|${GERMAN})(?!\\p{L})){1,19}`,
  'dgiu',
);
const MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December)';
const ORDINAL =
  '(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))';
const ordinalDay = new RegExp(
  `(?<!\\p{L})(?:${MONTH}\\s(?:the\\s)?${ORDINAL}|(?:the\\s)?${ORDINAL}\\s(?:of\\s)?${MONTH})(?!\\p{L})`,
  'dgiu',
);

/** Names spelled letter by letter, numbers and dates read out digit by digit. */
export const spelledOut: Detector = (text) => [
  ...spansOf(text, spelled, 'name', 0.7, 'name.spelled'),
  ...spansOf(text, parted, 'name', 0.5, 'name.spelled'),
  ...spansOf(text, digits, 'id', 0.6, 'id.spoken'),
  ...spansOf(text, cuedDigits, 'id', 0.6, 'id.spoken'),
  ...spansOf(text, ordinalDay, 'date', 0.8, 'date.words'),
];
