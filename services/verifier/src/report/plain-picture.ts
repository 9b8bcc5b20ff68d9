import { inflateSync } from 'node:zlib';
import { sizeOfPlainJpeg } from './plain-jpeg.js';

const COMPONENTS = new Map([
  ['DeviceGray', 1],
  ['DeviceRGB', 3],
]);

/**
 * True for a picture whose bytes hold just the pixels that its dictionary names: whoever has looked at so many pixels has
 * seen it all. Of a fax only the dictionary is compared; what its bytes hold below the last row is looked at with the paper (`checkUnderPictures`).
 */
export function isPlainPicture(head: string, stream: Buffer): boolean {
  const [columns, rows, bits] = [numberIn(head, 'Width'), numberIn(head, 'Height'), numberIn(head, 'BitsPerComponent')];
  const components = COMPONENTS.get(nameIn(head, 'ColorSpace') ?? '');
  if (!columns || !rows || !bits || !components) return false;
  const size = Math.ceil((columns * components * bits) / 8) * rows;
  const filter = head.includes('/Filter') ? nameIn(head, 'Filter') : 'none';
  if (filter === 'CCITTFaxDecode')
    return bits === 1 && components === 1 && numberIn(head, 'Columns') === columns && numberIn(head, 'Rows') === rows;
  if (head.includes('/DecodeParms')) return false;
  if (filter === 'none') return stream.length === size;
  if (filter === 'FlateDecode') return unpacksTo(size, stream);
  if (filter !== 'DCTDecode') return false;
  const jpeg = sizeOfPlainJpeg(stream);
  return bits === 8 && jpeg?.columns === columns && jpeg.rows === rows && jpeg.components === components;
}

/** Said once, and here: of two a reader may take either. */
function numberIn(head: string, key: string): number | undefined {
  return Number(onlyOne(head, key, /^\s+(\d+)(?!\d|\s+\d+\s+R)/)) || undefined;
}

const nameIn = (head: string, key: string) => onlyOne(head, key, /^\s*\/(\w+)/);

function onlyOne(head: string, key: string, shape: RegExp): string | undefined {
  const behind = head.split(new RegExp(`/${key}(?!\\w)`)).slice(1);
  return behind.length === 1 ? shape.exec(behind[0]!)?.[1] : undefined;
}

function unpacksTo(size: number, stream: Buffer): boolean {
  try {
    const { buffer, engine } = inflateSync(stream, { maxOutputLength: size, info: true }) as unknown as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    return buffer.length === size && engine.bytesWritten === stream.length;
  } catch {
    return false;
  }
}
