import type { KnownValue } from '@endoveil/contracts';

const notIdentifying = new Set(['sex', 'exam-time']);
/** Words of a name that everybody's letters are full of: titles and particles. */
const ordinary = new Set(
  'von vom van vander zum zur den der des del della dos das die med medic dent vet phil rer nat univ habil prof professor doktor doctor herr herrn frau mrs graf freiherr edle edler sankt und'.split(
    ' ',
  ),
);
const dateFields = new Set(['birth-date', 'exam-date']);
const months =
  'januar,jan,january,jaenner|februar,feb,february,feber|maerz,mar,mrz,march|april,apr|mai,may|juni,jun,june|juli,jul,july|august,aug|september,sep,sept|oktober,okt,oct,october|november,nov|dezember,dez,dec,december'
    .split('|')
    .map((names) => names.split(','));

/** Values that say who it is; the rest says nothing about a person. A model of device does not, its number does. */
export const isIdentifying = ({ name, value }: KnownValue): boolean =>
  !notIdentifying.has(name) && (name !== 'device' || /\d{5}/.test(value));
export const isDate = ({ name }: KnownValue): boolean => dateFields.has(name);

/** The verifier's own reading of a text: marks and case off, German digraphs one letter, nothing invisible. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}|\p{Cf}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/([aou])e/g, '$1')
    .replaceAll(/[łı]/g, (letter) => (letter === 'ł' ? 'l' : 'i'));
}

const LIKE_DIGITS: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', '|': '1', z: '2', s: '5', b: '8' };

/** A folded text with the letters that a reader takes for digits as digits, where they stand in or at a number. */
export const withDigits = (folded: string): string =>
  folded.replaceAll(/(?<![\p{L}\d|])[\doilzsb|]{2,}(?![\p{L}|])/gu, (one) =>
    /\d/.test(one) ? one.replaceAll(/[oilzsb|]/g, (letter) => LIKE_DIGITS[letter]!) : one,
  );

/** The words of a folded value that stand for the person: three letters at least, neither title nor particle. */
export const tellingWords = (folded: string): string[] =>
  (folded.match(/\p{L}{3,}/gu) ?? []).filter((word) => !ordinary.has(word));

/** The number in a value, without leading zeros, when the value is mostly one, in one piece; undefined otherwise. */
export function numberIn(value: string): string | undefined {
  if (/\d[^\d]*\p{L}[^\d]*\d/u.test(value)) return undefined;
  const digits = value.replaceAll(/\D/g, '').replace(/^0+/, '');
  return digits.length >= 4 && digits.length * 2 > value.length ? digits : undefined;
}

/** Numbers in a value that point at it alone, without leading zeros: five digits at least. */
export const longNumbersIn = (value: string): string[] =>
  (value.match(/\d+/g) ?? []).map((digits) => digits.replace(/^0+/, '')).filter(({ length }) => length >= 5);

/** Letters and digits alone: however they are set apart, a mark of letters and digits is the same one. */
export const signsOf = (folded: string): string => folded.replaceAll(/[^\p{L}\d]+/gu, '');

/** A day as a pattern over folded text: any order, any separator or none, months by number or by name. */
export function dayPattern(iso: string): RegExp | undefined {
  const [year, month, day] = iso.split('-');
  const named = months[Number(month) - 1];
  if (!year || !month || !day || !named) return undefined;
  const d = `0?${Number(day)}`;
  const m = `0?${Number(month)}`;
  const y = `(?:${year}|${year.slice(2)})`;
  const gap = '\\s?[.,/_-]?\\s?';
  const sure = '\\s?[\\s.,/_-]\\s?';
  const name = `(?:${named.map((one) => plain(one)).join('|')})`;
  return new RegExp(
    `(?<!\\d)(?:${[
      `${d}${sure}${m}${sure}${y}`,
      `${m}${sure}${d}${sure}${y}`,
      `${year}${sure}${m}${sure}${d}`,
      `${d}${gap}${name}${gap}${y}`,
      `${name}${gap}${d}(?:st|nd|rd|th)?${gap}${y}`,
      `${day}${month}${year}`,
      `${year}${month}${day}`,
    ].join('|')})(?!\\d)`,
  );
}

/** How a value may stand in bytes: as known, its telling words, a number without its zeros, a day in usual shapes. */
export function writtenForms(known: KnownValue): string[] {
  const { value } = known;
  if (isDate(known)) {
    const [year = '', month = '', day = ''] = value.split('-');
    const orders = [
      [day, month, year],
      [month, day, year],
      [year, month, day],
    ];
    const short = [String(Number(day)), String(Number(month)), year];
    const gapped = [...orders, short].flatMap((parts) => ['.', '/', '-'].map((gap) => parts.join(gap)));
    // without gaps only where each part has its place
    return [...new Set([...gapped, ...orders.map((parts) => parts.join(''))])];
  }
  const words = value.match(/\p{L}{5,}/gu) ?? [];
  const isName = !['device', 'institution'].includes(known.name);
  const number = numberIn(value);
  return [
    ...new Set([
      value,
      ...(isName ? words.filter((word) => !ordinary.has(plain(word))) : []),
      ...(number ? [number] : longNumbersIn(value)),
    ]),
  ];
}
