import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, tesseractBatch } from '@endoveil/media';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Everything that a stranger could read out of a PDF, by who reads it. */
export interface ReadOut {
  readonly raw: string;
  readonly streams: string;
  readonly pdftotext: string;
  readonly pdfjs: string;
  readonly ocr: string;
}

export async function readOut(sandbox: Sandbox, folder: string, path: string, signal: AbortSignal): Promise<ReadOut> {
  const told = async (program: string, args: readonly string[]) => {
    const { stdout } = await sandbox.output(
      {
        program,
        args,
        reads: [{ hostPath: path, seenAs: '/in/file' }],
        limits: { memoryMiB: 1024, deadlineSeconds: 120 },
        signal,
      },
      { maxBytes: 2 ** 29 },
    );
    return stdout;
  };
  const streams = await told('qpdf', [
    '--qdf',
    '--object-streams=disable',
    '--stream-data=uncompress',
    '/in/file',
    '-',
  ]);
  return {
    raw: inEveryEncoding(await readFile(path)),
    streams: inEveryEncoding(streams),
    pdftotext: (await told('pdftotext', ['-enc', 'UTF-8', '/in/file', '-'])).toString(),
    pdfjs: await byPdfjs(path),
    ocr: await byOcr(sandbox, folder, await told('pdftoppm', ['-r', '200', '-gray', '/in/file']), signal),
  };
}

/** Bytes as text: as they are, with the zeros of UTF-16 taken out, and what hexadecimal strings say. */
function inEveryEncoding(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  const hex = [...text.matchAll(/<([\dA-Fa-f\s]{4,})>/g)].map(([, digits]) =>
    Buffer.from(digits!.replaceAll(/\s/g, ''), 'hex').toString('latin1').replaceAll('\0', ''),
  );
  return [text, text.replaceAll('\0', ''), ...hex].join('\n');
}

async function byPdfjs(path: string): Promise<string> {
  const loading = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: VerbosityLevel.ERRORS });
  try {
    const document = await loading.promise;
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent();
      pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    }
    return pages.join('\n');
  } finally {
    await loading.destroy();
  }
}

/** One word a line would hide what was cut in two, so lines stay lines. */
async function byOcr(sandbox: Sandbox, folder: string, pages: Buffer, signal: AbortSignal): Promise<string> {
  const reader = tesseractBatch(sandbox, join(folder, 'ocr'));
  const images = picturesIn(pages).map((bytes) => ({ bytes }));
  return (await reader.read(images, signal)).map(({ text }) => text).join('\n');
}

/** pdftoppm writes one PGM after the other. */
export function picturesIn(stream: Buffer): Buffer[] {
  const pictures: Buffer[] = [];
  for (let at = 0; at < stream.length;) {
    const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(stream.toString('latin1', at, at + 40));
    if (!head) throw new Error('not a PGM');
    const end = at + head[0].length + Number(head[1]) * Number(head[2]);
    pictures.push(stream.subarray(at, end));
    at = end;
  }
  return pictures;
}

/** Letters and digits alone, without case and marks: how a leak would still be recognised. */
export const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replaceAll(/[^\p{L}\d]/gu, '');
