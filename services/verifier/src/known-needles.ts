import type { KnownValue } from '@endoveil/contracts';

const dateFields = new Set(['birth-date', 'exam-date']);
const phraseFields = new Set(['institution', 'device']);
const notIdentifying = new Set(['sex', 'exam-time']);
/** Beginnings of the months' names in German and English, as `plain` writes them. */
const months = ['jan', 'feb', 'mar', 'apr', 'ma[iy]', 'jun', 'jul', 'aug', 'sep', 'o[ck]t', 'nov', 'de[cz]'];
/** Bytes found by chance more often than this in a file of that size prove nothing: four letters are in every long video. */
const BY_CHANCE = 1e-3;

/** The verifier's own reading of a word: marks and case off, German digraphs one letter. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/([aou])e/g, '$1')
    .replaceAll(/[łı]/g, (letter) => (letter === 'ł' ? 'l' : 'i'));
}

function nearlySame(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1) return false;
  // one letter more, less or other: cut the common ends, at most one letter may be left of either
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return a.length - start - end <= 1 && b.length - start - end <= 1;
}

interface Needle {
  isIn(text: string, words: ReadonlySet<string>, digits: string): boolean;
}

/** Searches for everything known of the case, in spellings that a person would still recognise. */
export class KnownNeedles {
  readonly count: number;
  private readonly needles: readonly Needle[];

  constructor(private readonly values: readonly KnownValue[]) {
    const searched = values.filter(({ name }) => !notIdentifying.has(name));
    this.count = searched.length;
    this.needles = searched.flatMap(needlesOf);
  }

  /** True when any of them stands in the text. */
  areIn(text: string): boolean {
    const folded = plain(text);
    const words = new Set(folded.match(/\p{L}{3,}/gu) ?? []);
    const digits = text.replaceAll(/(?<=\d)[\s./-](?=\d)/g, '');
    return this.needles.some((needle) => needle.isIn(folded, words, digits));
  }

  /**
   * True when any of them stands in the bytes, as text in one of the usual encodings, in hex or in base64. What is too
   * short to be more than chance among so many bytes is not looked for.
   */
  areInBytes(bytes: Buffer): boolean {
    return this.values
      .filter(({ name, value }) => !notIdentifying.has(name) && value.length >= 4)
      .flatMap(({ name, value }) => (dateFields.has(name) ? writtenDates(value) : [value]).flatMap(encodingsOf))
      .some((encoded) => bytes.length / 256 ** encoded.length < BY_CHANCE && bytes.includes(encoded));
  }
}

function needlesOf({ name, value }: KnownValue): Needle[] {
  if (dateFields.has(name)) return [dateNeedle(value)];
  const digits = value.replaceAll(/\D/g, '').replace(/^0+/, '');
  if (digits.length >= 4 && digits.length * 2 > value.length)
    return [{ isIn: (_text, _words, said) => said.includes(digits) }];
  const words = plain(value).match(/\p{L}{3,}/gu) ?? [];
  if (phraseFields.has(name))
    return words.length === 0
      ? []
      : [{ isIn: (text) => text.replaceAll(/[^\p{L}]+/gu, ' ').includes(words.join(' ')) }];
  return words.map((word) => ({
    isIn: (_text: string, seen: ReadonlySet<string>) =>
      seen.has(word) ||
      seen.has(`${word}s`) ||
      (word.length >= 6 && [...seen].some((other) => nearlySame(other, word))),
  }));
}

/** A day in any order, with any separator or none. */
function dateNeedle(iso: string): Needle {
  const [year, month, day] = iso.split('-');
  if (!year || !month || !day) return { isIn: () => false };
  const d = `0?${Number(day)}`;
  const m = `0?${Number(month)}`;
  const y = `(?:${year}|${year.slice(2)})`;
  const gap = '[\\s.,/-]{1,3}';
  const named = `${months[Number(month) - 1]}[a-z]*`;
  const orders = [
    `${d}${gap}${m}${gap}${y}`,
    `${m}${gap}${d}${gap}${y}`,
    `${year}${gap}${m}${gap}${d}`,
    `${d}[\\s.-]{0,3}${named}[\\s.,-]{0,3}${y}`,
    `${day}${month}${year}`,
    `${year}${month}${day}`,
  ];
  const pattern = new RegExp(`(?<!\\d)(?:${orders.join('|')})(?!\\d)|${named}\\s?${d}[\\s.,]{1,3}${year}(?!\\d)`);
  return { isIn: (text) => pattern.test(text) };
}

/** A day as tags, tables and tools write it. */
function writtenDates(iso: string): string[] {
  const [year = '', month = '', day = ''] = iso.split('-');
  const separators = ['-', '.', '/', ':', ''];
  return separators.flatMap((sign) => [
    [year, month, day].join(sign),
    [day, month, year].join(sign),
    [month, day, year].join(sign),
  ]);
}

function encodingsOf(value: string): Buffer[] {
  const utf8 = Buffer.from(value);
  const spellings = [value, value.toUpperCase(), value.toLowerCase(), value.normalize('NFD')];
  const utf16be = Buffer.from(value, 'utf16le').swap16();
  return [
    ...spellings.flatMap((spelling) => [
      Buffer.from(spelling),
      Buffer.from(spelling, 'latin1'),
      Buffer.from(spelling, 'utf16le'),
    ]),
    utf16be,
    Buffer.from(utf8.toString('hex')),
    Buffer.from(utf8.toString('hex').toUpperCase()),
    Buffer.from(encodeURIComponent(value)),
    Buffer.from([...utf8].toReversed()),
    ...base64Cores(utf8),
  ];
}

/** The middle of the three ways in which base64 can write a stretch of bytes. */
function base64Cores(bytes: Buffer): Buffer[] {
  if (bytes.length < 6) return [];
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    return Buffer.from(text.slice(shift === 0 ? 0 : 4, -4));
  });
}
