import { firstName } from './first-names.js';
import { town } from './towns.js';

/** Operations, tests and grades: what bears somebody's name. */
const MADE =
  '(?:\\p{L}{3,}(?:stomie|tomie|ektomie|plastik|pexie|r?raphie|anastomose)|\\p{L}*(?:[Nn]aht|[Dd]rain(?:age)?|[Ss]core|[Gg]rad|[Tt]est|[Ii]ndex|[Kk]lassifikation|[Ss]tadium|[Ss]chema|[Ff]ärbung|[Tt]echnik|[Mm]anöver|[Rr]esektion|[Rr]ekonstruktion|[Ll]agerung|[Ee]inteilung|[Kk]riterien|[Ff]ormel|[Mm]ethode|[Ee]ntspannung|[Hh]ypnotherapie|[Ss]ublay|[Zz]eichen|[Dd]ivertikel|[Hh]ernie|[Oo]peration|OP|[Tt]yp))';
const LEVEL = '(?:\\s(?:\\d{1,2}[a-c]?(?:\\/\\d{1,2})?|[IVX]{1,4}[a-c]?))?';
const made = new RegExp(
  `(?<!\\p{L})${MADE}${LEVEL}\\s\\(?(?:n\\.|nach|gem\\.)\\s(?:\\p{Lu}[\\p{L}-]+(?:\\s?[/–-]\\s?|\\su\\.\\s|\\sund\\s))?$`,
  'u',
);
/** Nobody is brought anywhere here: the words end, or a level follows. */
const ended =
  /^(?:\s?[.,;:)\n]|\s?$|\s(?:\d|[IVX]{1,4}(?!\p{L})|mit|links|rechts|li\.|re\.|bds)|\s?[/–-]\s?\p{Lu}\p{L}+\s?(?:[.,;:)\n\d]|$|[IVX]+))/u;
const pairBefore = /\p{Lu}\p{L}{2,}\/$/u;
const grade = '\\s(?:[IVX]{2,4}[a-d]?|[IVX][a-d])(?![\\p{L}\\d])';
const gradeBehind = new RegExp(`^${grade}`, 'u');
/** `Subduralhämatom, Kranz II;` */
const gradeEnds = new RegExp(`^${grade}(?=\\s?[.,;)\\n])`, 'u');
const pairBehind = new RegExp(`^\\/\\p{Lu}\\p{L}{2,}${grade}`, 'u');

/** `Pankreatojejunostomie n. Kranz`, `Typ 1a nach Kranz/Berg`, `Kranz/Berg IIb`: whoever an operation, a test or a grade is called after. */
export function isMaker(text: string, start: number, end: number): boolean {
  const behind = text.slice(end, end + 28);
  const before = text.slice(Math.max(0, start - 72), start);
  if (pairBehind.test(behind) || (pairBefore.test(before) && gradeBehind.test(behind))) return true;
  if (gradeEnds.test(behind) && /[,;(]\s$/u.test(before)) return firstName(text.slice(start, end)) === 'no';
  if (!made.test(before) || !ended.test(behind)) return false;
  const word = text.slice(start, end);
  return town(word) === 'no' && firstName(word) !== 'yes';
}
