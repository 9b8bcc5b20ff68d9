import type { Box } from '@endoveil/media';
import sharp from 'sharp';
import type { Bitmap } from '../reading/bitmap.js';
import type { KeptPicture } from './kept-pictures.js';

/** A JPEG of a page's part. */
export interface EncodedPicture {
  readonly box: Box;
  readonly jpeg: Buffer;
}

/** libvips writes whole tiles of so many pixels. */
const GRID = 16;
const QUALITIES = [80, 65, 50, 35];
/** Bytes that the pictures of one page may take together. */
const MOST_BYTES = 110_000;

/** One bit a pixel, packed as fax machines do (ITU-T T.6): `data` is what a PDF's CCITTFaxDecode wants. */
export async function faxOf(
  { width, height, gray }: Bitmap,
  threshold: number,
): Promise<{ data: Buffer; columns: number; rows: number }> {
  const [columns, rows] = [Math.ceil(width / GRID) * GRID, Math.ceil(height / GRID) * GRID];
  const sheet = Buffer.alloc(columns * rows, 255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (gray[y * width + x]! <= threshold) sheet[y * columns + x] = 0;
  const tiff = await sharp(sheet, { raw: { width: columns, height: rows, channels: 1 } })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, tile: true, tileWidth: columns, tileHeight: rows })
    .toBuffer();
  return { data: onlyTileOf(tiff), columns, rows };
}

/** The bytes of a TIFF's only tile (TIFF 6.0, tags 324 and 325); little-endian, as libvips writes it here. */
function onlyTileOf(tiff: Buffer): Buffer {
  const directory = tiff.readUInt32LE(4);
  const value = (tag: number) => {
    for (let i = 0; i < tiff.readUInt16LE(directory); i += 1) {
      const entry = directory + 2 + 12 * i;
      if (tiff.readUInt16LE(entry) === tag && tiff.readUInt32LE(entry + 4) === 1) return tiff.readUInt32LE(entry + 8);
    }
    throw new Error('not one tile');
  };
  return tiff.subarray(value(324), value(324) + value(325));
}

/** Pictures as JPEG, black where a box lies, together no larger than a page may be. */
export async function jpegsOf(pictures: readonly KeptPicture[], boxes: readonly Box[]): Promise<EncodedPicture[]> {
  for (const quality of QUALITIES) {
    const encoded = await Promise.all(pictures.map(async (picture) => await jpegOf(picture, boxes, quality)));
    const bytes = encoded.reduce((sum, { jpeg }) => sum + jpeg.length, 0);
    if (bytes <= MOST_BYTES || quality === QUALITIES.at(-1)) return encoded;
  }
  return [];
}

async function jpegOf({ box, page }: KeptPicture, boxes: readonly Box[], quality: number): Promise<EncodedPicture> {
  const { x, y, width, height } = box;
  const rgb = Buffer.alloc(3 * width * height);
  for (const [offset, plane] of page.entries())
    for (let row = 0; row < height; row += 1)
      for (let column = 0; column < width; column += 1)
        rgb[3 * (row * width + column) + offset] = plane.gray[(y + row) * plane.width + x + column]!;
  for (const cover of boxes) {
    const [left, right] = [Math.max(x, Math.floor(cover.x)), Math.min(x + width, Math.ceil(cover.x + cover.width))];
    for (
      let at = Math.max(y, Math.floor(cover.y));
      at < Math.min(y + height, Math.ceil(cover.y + cover.height));
      at += 1
    )
      if (right > left) rgb.fill(0, 3 * ((at - y) * width + left - x), 3 * ((at - y) * width + right - x));
  }
  const jpeg = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
  return { box, jpeg };
}
