import { lastName } from './last-names.js';

const AMOUNT = '\\d{1,5}(?:[.,]\\d{1,3})?(?:\\/\\d{1,4}(?:[.,]\\d{1,3})?)?';
const TIMES = '(?:[\\d/½¼]{1,3}(?:[.,]\\d)?\\s?-\\s?){2,3}[\\d/½¼]{1,3}(?:[.,]\\d)?(?![\\d/])';
const OFTEN = '(?:1\\/2|[\\d½¼]{1,3})';
/** `40 mg`: so much of a thing that only a drug is given so. */
const dose = new RegExp(`^\\s${AMOUNT}\\s?(?:mg|µg|μg|mcg|IE|I\\.E\\.|Mio\\.?\\s?IE|mval|mmol)(?!\\p{L})`, 'u');
/** `20 ml 1-1-1-0`, `75-0-150`, `1-0-1`: how often a day. */
const daily = new RegExp(
  `^\\s(?:${AMOUNT}\\s?(?:ml|g|gtt|Trpf?\\.?|Tr\\.|Hub|Btl\\.?|Tbl\\.?|Kps\\.?|%)?\\s)?(?:${TIMES}|(?:${OFTEN}-){2,3}${OFTEN})(?![\\d-])`,
  'u',
);
/** `1 g i.v.` */
const route = new RegExp(
  `^\\s${AMOUNT}\\s?(?:g|ml|E|Amp\\.?|Btl\\.?)\\s(?:i\\.\\s?v|p\\.\\s?o|s\\.\\s?c|i\\.\\s?m|iv|sc|po)(?!\\p{L})`,
  'u',
);
const somebodyBefore =
  /(?<!\p{L})(?:Herrn?|Frau|Hr\.|Fr\.|Dr\.|Prof\.|Sr\.|Schwester|Pfleger|Pat\.|Patient(?:in)?)\s$/u;

/** An unknown word with a dose or the times of a day behind it: a drug, whoever sells it. */
export function isGiven(text: string, start: number, end: number): boolean {
  const behind = text.slice(end, end + 32);
  if (!dose.test(behind) && !daily.test(behind) && !route.test(behind)) return false;
  return lastName(text.slice(start, end)) === 'no' && !somebodyBefore.test(text.slice(Math.max(0, start - 12), start));
}

const element = /^(?:Na|Cl|Ca|Mg|Fe|Zn|Cu|Li|Ph)$/u;
/** `Na 131`, `Ki-67`: an element or a marker with its value. */
export const isElement = (text: string, start: number, end: number): boolean =>
  (/^\p{Lu}\p{Ll}?-$/u.test(text.slice(start, end)) && /^\d/u.test(text.slice(end, end + 1))) ||
  (element.test(text.slice(start, end)) && /^\+{0,2}\s?[:=]?\s?\d/u.test(text.slice(end, end + 6)));

/** `PainDETECT`, `IVSd`, `RGs`: capitals where no name has them. */
export const isCutOfCapitals = (word: string): boolean =>
  (/^\p{Lu}?\p{Ll}+\p{Lu}{2,}$|^\p{Lu}\p{Ll}\p{Lu}{2,}$/u.test(word) &&
    !/^(?:Mc|Mac|Van|Von|De|Di|Du|La|Le|El|Al|Fitz|St)\p{Lu}/u.test(word)) ||
  /^\p{Lu}{2,4}[a-z]$/u.test(word);

const chained = /(?<what>\p{L}[\p{L}-]*)\s(?:[<>]?\d{1,4}(?:[.,]\d{1,2})?\s?(?:\/\/?|>|->|→)\s?)+$/u;
const chainBegins = /^\d{1,4}\s?(?:\/\/|>|->|→)\s?\d/u;
/** `GPT 188 // 204 // 97`: values one behind the other. */
export function valueBehind(text: string, start: number, lineStart: number): string | undefined {
  const before = text.slice(lineStart, start);
  const what = chained.exec(before)?.groups?.['what'];
  if (what) return what;
  return chainBegins.test(text.slice(start, start + 16)) ? /(\p{L}[\p{L}-]*)\s$/u.exec(before)?.[1] : undefined;
}
