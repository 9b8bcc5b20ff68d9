import { inflateSync } from 'node:zlib';
import type { Check } from '@endoveil/contracts';
import { failed, passed } from '../check.js';
import { isPlainPicture } from './plain-picture.js';

const NAME = 'document-layout';
/** Baselines nearer than this are one line. */
const LINE_POINTS = 4;
/** Of the size of the writing: how wide a letter is at most on average, and a gap in which something was. */
const LETTER_WIDTH = 0.7;
const GAP = 1.2;
const MOST_CONTENT_BYTES = 16 * 1024 * 1024;
/** The producer's name as pdf-lib writes it: the only string that a result may hold outside its pages. */
const PRODUCER = '<FEFF0045006E0064006F007600650069006C>';

interface RawObject {
  readonly number: number;
  /** Where `head` begins in the file. */
  readonly at: number;
  /** Everything before the stream. */
  readonly head: string;
  readonly stream?: Buffer;
}

/**
 * Reads the file byte by byte without any PDF program: a header, the objects of one table without a gap between them,
 * one table, one end. What no reader shows, a comment or something between two objects, has no place to stand.
 */
export function checkPdfLayout(bytes: Buffer): Check {
  const objects = objectsOf(bytes);
  const isClean =
    objects !== undefined &&
    objects.every(isPlain) &&
    areAllReferred(objects, trailerOf(bytes)) &&
    objects.every((object) => object.stream === undefined || isCleanImage(object) || isPageContent(object)) &&
    objects.filter(isPage).every((page) => picturesLieWithin(page, objects));
  const covered = objects?.length ?? 0;
  return isClean ? passed(NAME, covered, 'objects') : failed(NAME, 'structure-not-allowed', covered, 'objects');
}

const trailerOf = (bytes: Buffer) => bytes.toString('latin1', bytes.lastIndexOf('trailer'));

/** Undefined when a byte belongs to nothing. */
function objectsOf(bytes: Buffer): RawObject[] | undefined {
  const end = /\ntrailer\s*<<([^%()]*)>>\s*startxref\s+(\d+)\s+%%EOF\s{0,2}$/.exec(
    bytes.toString('latin1', Math.max(0, bytes.length - 1024)),
  );
  if (!end) return undefined;
  const tableAt = Number(end[2]);
  const table = bytes.toString('latin1', tableAt, bytes.length);
  const head = /^xref\s+0 (\d+)\s*\n/.exec(table);
  if (!head) return undefined;
  const count = Number(head[1]);
  const rows = table.slice(head[0].length, head[0].length + 20 * count).match(/\d{10} \d{5} [nf]\s\s?/g) ?? [];
  if (rows.length !== count || !/^\s*trailer/.test(table.slice(head[0].length + 20 * count))) return undefined;
  const offsets = rows
    .filter((row) => row[17] === 'n')
    .map((row) => Number(row.slice(0, 10)))
    .toSorted((a, b) => a - b);
  const first = bytes.toString('latin1', 0, offsets[0] ?? tableAt);
  if (!/^%PDF-1\.\d\r?\n%[\x80-\xff]{4}\s*$/.test(first)) return undefined;
  const objects = offsets.map((from, i) => objectIn(bytes.subarray(from, offsets[i + 1] ?? tableAt), from));
  return objects.every((object) => object !== undefined) ? objects : undefined;
}

function objectIn(bytes: Buffer, place: number): RawObject | undefined {
  const text = bytes.toString('latin1');
  const streamAt = /\bstream\r?\n/.exec(text);
  const head = streamAt ? text.slice(0, streamAt.index) : text.replace(/\bendobj\s*$/, '');
  const named = /^(\d+) 0 obj\b/.exec(head);
  if (!named || (!streamAt && head === text) || /\bendobj\b/.test(head)) return undefined;
  const number = Number(named[1]);
  const rest = head.slice(named[0].length);
  const at = place + named[0].length;
  if (!streamAt) return { number, at, head: rest };
  const from = streamAt.index + streamAt[0].length;
  const length = Number(/\/Length (\d+)\b/.exec(head)?.[1] ?? Number.NaN);
  if (!/^\s{0,2}endstream\s+endobj\s*$/.test(text.slice(from + length))) return undefined;
  return { number, at, head: rest, stream: bytes.subarray(from, from + length) };
}

/** No comment, no string but the producer's, no escaped name. */
const isPlain = ({ head }: RawObject) =>
  !/[%()#]|<(?!<)[^<>]+>/.test(head.replaceAll('<<', ' ').replace(PRODUCER, ' '));

function areAllReferred(objects: readonly RawObject[], trailer: string): boolean {
  const byNumber = new Map(objects.map((object) => [object.number, object]));
  const referred = new Set<number>();
  const visit = (text: string) => {
    for (const [, number] of text.matchAll(/\b(\d+) 0 R\b/g)) {
      const object = byNumber.get(Number(number));
      if (!object || referred.has(object.number)) continue;
      referred.add(object.number);
      visit(object.head);
    }
  };
  visit(trailer);
  return referred.size === objects.length;
}

const isPage = ({ head }: RawObject) => /\/Type\s*\/Page\b/.test(head);

/** What fax needs: pictures are filled up to whole blocks of 16 pixels, at 200 dpi. */
const BEYOND_POINTS = 5.5;
const MOST_DEPTH = 8;
const NUMBER = String.raw`(-?[\d.]+(?:e-?\d+)?)\s+`;
const PLACED = new RegExp(String.raw`\bq\s+${NUMBER.repeat(6)}cm\s+/([\w-]+)\s+Do\s+Q\b`, 'g');

/** Every picture is placed by itself, upright and on the page: what no renderer shows nobody has looked at. */
function picturesLieWithin(page: RawObject, objects: readonly RawObject[]): boolean {
  const [width, height] = sizeOf(page);
  const content = allContentOf(page, objects);
  if (!width || !height || content === undefined) return false;
  const placed = [...content.matchAll(PLACED)].map((match) => match.slice(1, 7).map(Number));
  const isWithin = ([wide, skew, lean, high, x, y]: readonly number[]) =>
    skew === 0 &&
    lean === 0 &&
    wide! > 0 &&
    high! > 0 &&
    x! > -1 &&
    y! > -BEYOND_POINTS &&
    x! + wide! < width + BEYOND_POINTS &&
    y! + high! < height + 1;
  const moves = content.match(/\b(?:cm|Do)\b/g) ?? [];
  return moves.length === 2 * placed.length && placed.every(isWithin);
}

const numbersIn = (text: string) => [...text.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));

function sizeOf({ head }: RawObject): readonly number[] {
  const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/.exec(head) ?? [];
  return box.slice(1).map(Number);
}

/** Undefined when a part of it is missing. */
function allContentOf({ head }: RawObject, objects: readonly RawObject[]): string | undefined {
  const contents = /\/Contents\s*(?:\[([^\]]*)\]|(\d+ 0 R))/.exec(head);
  if (!contents) return undefined;
  const parts = numbersIn(contents[1] ?? contents[2]!).map((number) =>
    objects.find((object) => object.number === number && object.stream),
  );
  return parts.every((part) => part !== undefined) ? parts.map(contentOf).join('\n') : undefined;
}

/** A picture as it lies on its page, in points from the lower left, and how many pixels it has. */
export interface PaintedPicture {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
  readonly columns: number;
  readonly rows: number;
  readonly bits: number;
}

export interface PaintedPage {
  readonly width: number;
  readonly height: number;
  /** In the order in which they are painted. */
  readonly pictures: readonly PaintedPicture[];
}

/** The pages in their order, of a file that `checkPdfLayout` passes. Throws of others. */
export function paintedPages(bytes: Buffer): PaintedPage[] {
  const objects = objectsOf(bytes);
  const root = objects?.find(({ head }) => /\/Type\s*\/Catalog\b/.test(head));
  const [pages] = numbersIn(/\/Pages\s+\d+ 0 R/.exec(root?.head ?? '')?.[0] ?? '');
  if (!objects || pages === undefined) throw new Error('the file could not be read');
  const found = pagesUnder(pages, objects);
  if (found.length !== objects.filter(isPage).length) throw new Error('a page is missing');
  return found.map((page) => paintedPage(page, objects));
}

/** More rows than a page of any size has. */
const MANY_ROWS = 30_000;

/**
 * The same file, byte for byte as long, with every fax said to be very high: what is drawn below its last row comes to
 * light. The height stands where the type stood, which readers do without.
 */
export function withFaxesLengthened(bytes: Buffer): Buffer {
  const lengthened = Buffer.from(bytes);
  for (const { at, head } of (objectsOf(bytes) ?? []).filter((one) => one.head.includes('/CCITTFaxDecode'))) {
    const type = /\/Type \/XObject\b/.exec(head);
    if (!type) throw new Error('the picture could not be read');
    for (const { 0: said, index } of head.matchAll(/\/(?:Height|Rows) \d+\b/g))
      lengthened.write(' '.repeat(said.length), at + index, 'latin1');
    lengthened.write(`/Height ${MANY_ROWS}`.padEnd(type[0].length), at + type.index, 'latin1');
  }
  return lengthened;
}

function pagesUnder(number: number, objects: readonly RawObject[], depth = 0): RawObject[] {
  const object = objects.find((one) => one.number === number);
  if (!object || depth > MOST_DEPTH) throw new Error('the pages could not be read');
  if (isPage(object)) return [object];
  const kids = /\/Kids\s*\[([^\]]*)\]/.exec(object.head)?.[1] ?? '';
  return numbersIn(kids).flatMap((kid) => pagesUnder(kid, objects, depth + 1));
}

function paintedPage(page: RawObject, objects: readonly RawObject[]): PaintedPage {
  const [width, height] = sizeOf(page);
  const content = allContentOf(page, objects);
  const named = new Map(
    [...page.head.matchAll(/\/([\w-]+)\s+(\d+) 0 R/g)].map(([, name, number]) => [name, Number(number)]),
  );
  if (!width || !height || content === undefined) throw new Error('the page could not be read');
  const pictures = [...content.matchAll(PLACED)].map((match) => {
    const [wide, , , high, x, y] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number];
    const image = objects.find((one) => one.number === named.get(match[7]!) && isImage(one));
    const said = (key: string) => Number(new RegExp(`/${key} (\\d+)\\b`).exec(image?.head ?? '')?.[1] ?? Number.NaN);
    const [columns, rows, bits] = [said('Width'), said('Height'), said('BitsPerComponent')] as const;
    if (Number.isNaN(columns + rows + bits)) throw new Error('the picture could not be read');
    return { x, y, wide, high, columns, rows, bits };
  });
  return { width, height, pictures };
}

const isImage = ({ head }: RawObject) => /\/Subtype\s*\/Image\b/.test(head);

/** An image's own bytes can carry more than is shown: comments, EXIF, further rows, something behind its end. */
const isCleanImage = (object: RawObject) => isImage(object) && isPlainPicture(object.head, object.stream!);

/** Words as the file itself holds them, each line of the page a line, `¦` where something is gone between two:
 * `x y Tm … <hex> Tj` places a word. */
export function wordsInContent(bytes: Buffer): string {
  const objects = objectsOf(bytes);
  if (!objects) throw new Error('the file could not be read');
  return objects
    .filter((object) => object.stream !== undefined && !isImage(object))
    .map((object) => linesOf(contentOf(object)))
    .join('\n');
}

function linesOf(content: string): string {
  let text = '';
  let line: number | undefined;
  let [size, at, end] = [0, 0, 0];
  for (const [, font, x, y, hex] of content.matchAll(
    /(?:([\d.]+)\s+Tf\b)|(?:(-?[\d.]+)\s+(-?[\d.]+)\s+Tm\b)|<([\dA-Fa-f]*)>/g,
  )) {
    if (font !== undefined) size = Number(font);
    else if (hex !== undefined) {
      const word = Buffer.from(hex, 'hex').toString('latin1');
      text += `${word} `;
      end = at + word.length * LETTER_WIDTH * size;
    } else {
      if (line === undefined || Math.abs(Number(y) - line) > LINE_POINTS) {
        text += '\n';
        line = Number(y);
      } else if (Number(x) > end + GAP * size) text += '¦ ';
      at = Number(x);
    }
  }
  return text;
}

function contentOf({ head, stream }: RawObject): string {
  const plain = head.includes('/FlateDecode') ? inflateSync(stream!, { maxOutputLength: MOST_CONTENT_BYTES }) : stream!;
  return plain.toString('latin1');
}

/** One picture and invisible words over it: no line, no filling, no clip, no visible text, nothing marked. */
function isPageContent(object: RawObject): boolean {
  let text: string;
  try {
    text = contentOf(object);
  } catch {
    return false;
  }
  const token = /^(?:-?[\d.]+(?:e-?\d+)?|\/[\w-]+|<[\dA-Fa-f]*>|q|Q|cm|Do|BT|ET|rg|Tf|TL|Tr|Tm|Tj|T\*)$/;
  const blocks = text.split(/\bBT\b/).slice(1);
  return (
    text.split(/\s+/).every((one) => one === '' || token.test(one)) &&
    blocks.every((block) => /^[^<]*\b3 Tr\b/.test(block)) &&
    !/<|\bTr\b/.test(text.split(/\bBT\b/)[0]!) &&
    [...text.matchAll(/(\S+)\s+Tr\b/g)].every(([, mode]) => mode === '3')
  );
}
