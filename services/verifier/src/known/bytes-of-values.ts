import type { KnownValue } from '@endoveil/contracts';
import { writtenForms } from './written-forms.js';

/** Forms that are looked for in bytes, and how to look. */
export interface ByteSearch {
  /** Bytes of the longest form: pieces of a whole must overlap by one less. */
  readonly longest: number;
  isIn(bytes: Buffer): boolean;
}

/**
 * Searches for the values as text in a usual encoding, in hex, base64 or percent signs, or reversed. Forms so short that
 * compressed bytes hold them by chance are left to the other checks. `total`: how many bytes there are in all.
 */
export function byteSearch(values: readonly KnownValue[], total: number): ByteSearch {
  const byChance = Math.log(Math.max(total, 1)) / Math.log(256) + 5 / 3;
  const needles = values
    .flatMap(writtenForms)
    .flatMap((form) => [
      ...spellingsOf(form).map((needle) => ({ needle, alone: aloneOf(form) })),
      ...encodingsOf(form).map((needle) => ({ needle, alone: undefined })),
    ])
    .filter(({ needle }) => needle.length >= Math.max(4, byChance));
  return { longest: Math.max(1, ...needles.map(({ needle }) => needle.length)), isIn: searchFor(needles) };
}

/** A short name may be the beginning of an ordinary word (`Klein`, `kleine`), a short number a part of any other. */
const aloneOf = (form: string): StandsAlone | undefined =>
  /^\p{L}{1,7}$/u.test(form) ? wordAlone : /^\d{1,7}$/.test(form) ? numberAlone : undefined;

type StandsAlone = (bytes: Buffer, from: number, to: number) => boolean;

interface Needle {
  readonly needle: Buffer;
  /** Whether what was found counts; undefined: always. */
  readonly alone: StandsAlone | undefined;
}

const isLetter = (byte: number | undefined) =>
  byte !== undefined && /[A-Za-z\xc0-\xff]/.test(String.fromCharCode(byte));

/** Nothing but a genitive's s may follow, and no letter stand before. */
function wordAlone(bytes: Buffer, from: number, to: number): boolean {
  const end = bytes[to] === 0x73 ? to + 1 : to;
  return !isLetter(bytes[from - 1]) && !isLetter(bytes[end]);
}

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** No digit may follow, and none but zeros stand before. */
function numberAlone(bytes: Buffer, from: number, to: number): boolean {
  let start = from;
  while (bytes[start - 1] === 0x30) start -= 1;
  return !isDigit(bytes[start - 1]) && !isDigit(bytes[to]);
}

/** One look at each byte, however many needles there are: they are told apart by their first two. */
function searchFor(needles: readonly Needle[]): (bytes: Buffer) => boolean {
  const byStart = new Map<number, Needle[]>();
  const starts = new Uint8Array(65_536);
  for (const one of needles) {
    const start = (one.needle[0]! << 8) | one.needle[1]!;
    starts[start] = 1;
    byStart.set(start, [...(byStart.get(start) ?? []), one]);
  }
  return (bytes) => {
    for (let at = 0; at + 1 < bytes.length; at += 1) {
      const start = (bytes[at]! << 8) | bytes[at + 1]!;
      if (starts[start] === 0) continue;
      for (const { needle, alone } of byStart.get(start)!) {
        const end = at + needle.length;
        const isThere = bytes.compare(needle, 0, needle.length, at, Math.min(bytes.length, end)) === 0;
        if (isThere && (!alone || alone(bytes, at, end))) return true;
      }
    }
    return false;
  };
}

const titled = (form: string) => form.toLowerCase().replaceAll(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());

/** An overlay says a name in capitals, a letter as names are written. */
function inCases(form: string): string[] {
  const cases = [form, form.toUpperCase(), form.toLowerCase(), titled(form)];
  return [...new Set([...cases, ...cases.map((one) => one.normalize('NFD'))])];
}

function spellingsOf(form: string): Buffer[] {
  return inCases(form).flatMap((spelling) => [Buffer.from(spelling), Buffer.from(spelling, 'latin1')]);
}

function encodingsOf(form: string): Buffer[] {
  const utf8 = Buffer.from(form);
  return [
    ...inCases(form).flatMap((spelling) => {
      const utf16 = Buffer.from(spelling, 'utf16le');
      return [utf16, Buffer.from(utf16).swap16()];
    }),
    ...[utf8, Buffer.from(form, 'latin1'), Buffer.from(form, 'utf16le').swap16()].flatMap((raw) => [
      Buffer.from(raw.toString('hex')),
      Buffer.from(raw.toString('hex').toUpperCase()),
    ]),
    ...(encodeURIComponent(form) === form ? [] : [Buffer.from(encodeURIComponent(form))]),
    Buffer.from(utf8.toReversed()),
    ...base64Cores(utf8),
  ];
}

/** What base64 makes of the value alone, for each of the three places it may start at: no neighbour's bits. */
function base64Cores(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + bytes.length) * 8) / 6);
    return Buffer.from(text.slice(from, to));
  });
}
