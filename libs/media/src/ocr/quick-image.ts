import type { OcrImage } from './ocr.js';

/** One grey byte a pixel, binary (`man 5 pgm`). */
const PGM = /^P5\s(\d+)\s(\d+)\s255\s/u;
/** Tag, type (3: 16 bits, 4: 32 bits) and value (TIFF 6.0, section 2): one strip of unpacked grey behind the header. */
const entriesOf = (width: number, height: number, pixelsAt: number) =>
  [
    [256, 4, width],
    [257, 4, height],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, pixelsAt],
    [277, 3, 1],
    [278, 4, height],
    [279, 4, width * height],
  ] as const;
const HEADER = 8;
const ENTRY = 12;

type Picture = Pick<OcrImage, 'bytes' | 'size'>;

/**
 * The parts of a file with the same pixels that tesseract takes in sooner: its library asks for a PGM byte by byte, which
 * is a twelfth of reading a page, and for a TIFF row by row. Any other picture is left as it is.
 */
export function quickImage({ bytes, size }: Picture): readonly Uint8Array[] {
  if (size) return [tiffHeader(size.width, size.height), pixelsOf(bytes, size)];
  const [start = '', width, height] = PGM.exec(Buffer.from(bytes.subarray(0, 40)).toString('latin1')) ?? [];
  const pixels = bytes.subarray(start.length);
  if (start === '' || pixels.length !== Number(width) * Number(height)) return [bytes];
  return [tiffHeader(Number(width), Number(height)), pixels];
}

/** One file that any reader knows: pixels as a PGM. */
export function plainImage({ bytes, size }: Picture): Buffer {
  if (!size) return Buffer.from(bytes);
  return Buffer.concat([Buffer.from(`P5\n${size.width} ${size.height}\n255\n`), pixelsOf(bytes, size)]);
}

/** Fewer would leave a part of the page unread, and nobody would know. */
function pixelsOf(bytes: Uint8Array, { width, height }: NonNullable<Picture['size']>): Uint8Array {
  if (bytes.length !== width * height) throw new RangeError('not as many pixels as the size says');
  return bytes;
}

function tiffHeader(width: number, height: number): Uint8Array {
  const count = entriesOf(0, 0, 0).length;
  const header = Buffer.alloc(HEADER + 2 + ENTRY * count + 4);
  header.write('II');
  header.writeUInt16LE(42, 2);
  header.writeUInt32LE(HEADER, 4);
  header.writeUInt16LE(count, HEADER);
  for (const [i, [tag, type, value]] of entriesOf(width, height, header.length).entries()) {
    const at = HEADER + 2 + ENTRY * i;
    header.writeUInt16LE(tag, at);
    header.writeUInt16LE(type, at + 2);
    header.writeUInt32LE(1, at + 4);
    if (type === 3) header.writeUInt16LE(value, at + 8);
    else header.writeUInt32LE(value, at + 8);
  }
  return header;
}
