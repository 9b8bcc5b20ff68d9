import { deflateSync } from 'node:zlib';

export type PdfObject = string | Buffer;

export interface Written {
  /** Object number of the catalogue; default 1. */
  readonly root?: number;
  /** Further keys of the trailer. */
  readonly trailer?: string;
  /** What stands where the table of offsets should; default: the right one. */
  readonly table?: (offsets: readonly number[], at: number) => string;
}

/** A PDF from objects as they stand in the file, numbered from 1. Whatever is wrong in them stays wrong. */
export function writePdf(objects: readonly PdfObject[], { root = 1, trailer = '', table }: Written = {}): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\x81\x81\x81\x81\n', 'latin1')];
  let at = parts[0]!.length;
  const offsets = objects.map((object, i) => {
    const from = at;
    const part = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(object as string),
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    at += part.length;
    return from;
  });
  const right = () =>
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root ${root} 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table ? table(offsets, at) : right())]);
}

/** A stream object; `keys` stand in its dictionary. */
export function streamOf(content: string | Buffer, keys = ''): Buffer {
  const bytes = Buffer.from(content as string);
  return Buffer.concat([
    Buffer.from(`<< ${keys} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

/** The same, packed so many times. */
export function packed(content: Buffer, times: number, keys = ''): Buffer {
  let bytes = content;
  for (let i = 0; i < times; i += 1) bytes = deflateSync(bytes, { level: 9 });
  return streamOf(bytes, `${keys} /Filter [${' /FlateDecode'.repeat(times)} ]`);
}

/** What a page of a hostile file says to a reader that survives it. */
export const SENTENCE =
  'BT /F 12 Tf 60 700 Td (Befund: Die Schleimhaut im Magen und im Duodenum ist unauffaellig.) Tj 0 -20 Td (Kein Nachweis von Ulzera, keine Blutung, Kontrolle in drei Jahren.) Tj ET\n';
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

export interface OnePage {
  /** Its content; default the sentence. */
  readonly content?: PdfObject;
  /** Further entries of /Resources. */
  readonly resources?: string;
  /** Further keys of the page; `/MediaBox` replaces the usual one. */
  readonly page?: string;
  readonly catalogue?: string;
  /** Objects from number 6 on. */
  readonly objects?: readonly PdfObject[];
}

/** A file of one page: 1 catalogue, 2 pages, 3 page, 4 content, 5 font. */
export function onePage(
  { content = streamOf(SENTENCE), resources = '', page = '', catalogue = '', objects = [] }: OnePage = {},
  written: Written = {},
): Buffer {
  const box = page.includes('/MediaBox') ? '' : '/MediaBox [0 0 595 842]';
  return writePdf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R ${box} /Contents 4 0 R /Resources << /Font << /F 5 0 R >> ${resources} >> ${page} >>`,
      content,
      FONT,
      ...objects,
    ],
    written,
  );
}

/** A content stream that says the sentence and something more. */
export const saying = (more: string): Buffer => streamOf(SENTENCE + more);
