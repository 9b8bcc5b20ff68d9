import type { Span } from '../../span.js';
import type { Detector } from '../match.js';
import { spansOf } from '../match.js';
import { NUMBER_WORD } from './number-words.js';

const CUE =
  '(?:Tel(?:efon)?(?:nummer)?|Fon|[Mm]obil(?:nummer|telefon)?|Handy(?:nummer)?|Fax(?:nummer)?|Telefax|Rufnummer|Durchwahl|Apparat|Klappe|Nebenstelle|Nummer|Pieper|Pager)';
/** Dictated digit by digit. */
const spoken = new RegExp(
  `(?<!\\p{L})${CUE}\\.?\\s?:?\\s(?:ist\\sdie\\s|ist\\s|lautet\\s)?(?<value>(?:\\d{1,8}|${NUMBER_WORD})(?:\\s(?:\\d{1,8}|${NUMBER_WORD}(?!\\p{L}))){2,14})(?![\\p{L}\\d])`,
  'dgiu',
);
/** `Meine Durchwahl ist die 4417`. */
const said = new RegExp(
  `(?<!\\p{L})${CUE}\\s(?:ist|lautet|wäre|hat)\\s(?:jetzt\\s|nun\\s|ab sofort\\s)?(?:die\\s)?(?<value>\\d[\\d/ -]{1,18}\\d)(?![\\d]|[.,]\\d)`,
  'dgu',
);
const older =
  /(?<!\p{L})(?:Fernruf|Fernspr(?:echer|\.)|Ruf|Telephon|Ortsruf)\s?:?\s{0,3}(?:Nr\.?\s?)?(?<value>[\d(][\d ()/–-]{1,18}\d)(?![\d]|[.,]\d)/dgu;
/** A reader parted the cue from its point: `Tel . O5477 - 2 19`. */
const parted =
  /(?<!\p{L})(?:Tel|Fax|Mob|App)\s{1,2}[.:]\s{0,2}:?\s?(?<value>[(+]?[\dOoIl](?:[ ()/.–-]{0,3}[\dOoIl]){3,17})(?![\p{L}\d])/dgu;
/** Extensions on a line that holds a number already, each behind what it is for. */
const furtherExtension = /(?<=\p{L}\.?:?\s)[-–]\d{2,4}(?=\s*(?:$|\n|[–|·•,;)]|-\s))/dgu;
const called = /\d{2,}\s?[-–/]\s?\d/u;

/** Numbers to call in words, behind old or parted cues, and extensions that lean on the number before them. */
export const toldNumbers: Detector = (text): Span[] => [
  ...spansOf(text, spoken, 'phone', 0.8, 'phone.spoken'),
  ...spansOf(text, said, 'phone', 0.8, 'phone.cue'),
  ...spansOf(text, older, 'phone', 0.8, 'phone.cue'),
  ...spansOf(text, parted, 'phone', 0.7, 'phone.misread'),
  ...spansOf(text, furtherExtension, 'phone', 0.5, 'phone.extension').filter(({ start }) =>
    called.test(text.slice(Math.max(text.lastIndexOf('\n', start) + 1, start - 160), start)),
  ),
];
