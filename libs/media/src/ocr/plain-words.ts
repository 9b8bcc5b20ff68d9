import { globSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Where Debian keeps what tesseract knows of languages and scripts, whatever tesseract's version. */
const PLACES = '/usr/share/tesseract-ocr/*/tessdata';
/** The dictionary among the parts of such a file (`tessdatamanager.h`). */
const DICTIONARY = 19;
const MOST_PARTS = 64;

/**
 * What tesseract knows of a script without the script's dictionary: letters and their shapes. Nearly all of such a file
 * is words of ordinary text, and taking them in costs more than reading the words of a header, which are names and
 * numbers. Undefined where no such file is, or it is made otherwise.
 */
export async function plainWords(script: string): Promise<Uint8Array | undefined> {
  const [path] = globSync(`${PLACES}/${script}.traineddata`);
  if (path === undefined) return undefined;
  await using file = await open(path);
  const { size } = await file.stat();
  const piece = async (from: number, to: number) => {
    if (to <= from) return undefined;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
    return bytesRead === to - from ? buffer : undefined;
  };
  const count = (await piece(0, 4))?.readInt32LE() ?? 0;
  if (count <= DICTIONARY || count > MOST_PARTS) return undefined;
  const table = await piece(4, 4 + 8 * count);
  if (!table) return undefined;
  const starts = Array.from({ length: count }, (_, i) => Number(table.readBigInt64LE(8 * i)));
  const ends = starts.map((_, i) => starts.slice(i + 1).find((start) => start >= 0) ?? size);
  const kept: Buffer[] = [];
  let at = 4 + 8 * count;
  for (const [i, start] of starts.entries()) {
    const part = start < 0 || i === DICTIONARY ? undefined : await piece(start, ends[i]!);
    table.writeBigInt64LE(BigInt(part ? at : -1), 8 * i);
    if (!part) continue;
    kept.push(part);
    at += part.length;
  }
  const head = Buffer.alloc(4);
  head.writeInt32LE(count);
  return Buffer.concat([head, table, ...kept]);
}
