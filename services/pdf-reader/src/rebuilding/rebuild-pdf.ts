import { randomBytes } from 'node:crypto';
import {
  PDFDocument,
  type PDFFont,
  PDFHexString,
  PDFName,
  type PDFPage,
  StandardFonts,
  TextRenderingMode,
} from '@cantoo/pdf-lib';
import type { Box } from '@endoveil/media';
import type { Bitmap } from '../reading/bitmap.js';
import { faxOf, jpegsOf } from './encode-page.js';
import type { KeptPicture } from './kept-pictures.js';
import type { PlacedWord } from '../reading/page-words.js';
import { DPI } from '../reading/render.js';

export interface CleanPage {
  /** With its boxes burnt in. */
  readonly bitmap: Bitmap;
  readonly threshold: number;
  readonly words: readonly PlacedWord[];
  readonly pictures: readonly KeptPicture[];
  /** What is covered, also where a picture stays. */
  readonly boxes: readonly Box[];
}

const POINTS = 72 / DPI;

/** A PDF in the making: keeps of each page what the file will hold, not its pixels. */
export interface RebuiltPdf {
  add(page: CleanPage): Promise<void>;
  save(): Promise<Uint8Array>;
}

/**
 * A new file, never an edited one: each page one picture of one bit a pixel, pictures of tissue over it, and the
 * surviving words as invisible text in a standard font. One revision, a fixed producer, a random ID, no dates, nothing
 * else.
 */
export async function rebuildPdf(): Promise<RebuiltPdf> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setProducer('Endoveil');
  const font = await document.embedFont(StandardFonts.Helvetica);
  const known = new Set(font.getCharacterSet());
  return {
    async add({ bitmap, threshold, words, pictures, boxes }) {
      const page = document.addPage([bitmap.width * POINTS, bitmap.height * POINTS]);
      await drawFax(document, page, bitmap, threshold);
      for (const [i, { box, jpeg }] of (await jpegsOf(pictures, boxes)).entries()) {
        const image = document.context.stream(jpeg, {
          Type: 'XObject',
          Subtype: 'Image',
          Width: box.width,
          Height: box.height,
          ColorSpace: 'DeviceRGB',
          BitsPerComponent: 8,
          Filter: 'DCTDecode',
        });
        draw(document, page, image, { name: `Picture${i}`, box, pageHeight: bitmap.height });
      }
      page.setFont(font);
      for (const word of words) writeInvisibly(page, font, known, word, bitmap.height);
      page.node.delete(PDFName.of('Annots'));
      page.node.Resources()?.delete(PDFName.of('ExtGState'));
    },
    async save() {
      const [id, version] = [0, 1].map(() => PDFHexString.of(randomBytes(16).toString('hex')));
      document.context.trailerInfo.ID = document.context.obj([id!, version!]);
      return await document.save({ useObjectStreams: false, addDefaultPage: false });
    },
  };
}

async function drawFax(document: PDFDocument, page: PDFPage, bitmap: Bitmap, threshold: number): Promise<void> {
  const { data, columns, rows } = await faxOf(bitmap, threshold);
  const image = document.context.stream(data, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: columns,
    Height: rows,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 1,
    Filter: 'CCITTFaxDecode',
    DecodeParms: { K: -1, Columns: columns, Rows: rows, BlackIs1: true },
  });
  const box = { x: 0, y: 0, width: columns, height: rows };
  draw(document, page, image, { name: 'Page', box, pageHeight: bitmap.height });
}

function draw(
  document: PDFDocument,
  page: PDFPage,
  image: ReturnType<PDFDocument['context']['stream']>,
  { name, box, pageHeight }: { readonly name: string; readonly box: Box; readonly pageHeight: number },
): void {
  page.node.setXObject(PDFName.of(name), document.context.register(image));
  const at = [box.width, 0, 0, box.height, box.x, pageHeight - box.y - box.height].map((pixels) =>
    (pixels * POINTS).toFixed(4),
  );
  const content = document.context.flateStream(`q ${at.join(' ')} cm /${name} Do Q\n`);
  page.node.addContentStream(document.context.register(content));
}

function writeInvisibly(
  page: PDFPage,
  font: PDFFont,
  known: ReadonlySet<number>,
  { text, box }: PlacedWord,
  pageHeight: number,
): void {
  // the standard fonts know the letters of Western Europe only
  const said = [...text.normalize('NFC')].filter((sign) => known.has(sign.codePointAt(0)!)).join('');
  if (said === '') return;
  const width = font.widthOfTextAtSize(said, 1);
  const size = Math.max(1, Math.min(box.height * POINTS * 1.2, (box.width * POINTS) / Math.max(width, 0.1)));
  page.drawText(said, {
    x: rounded(box.x * POINTS),
    y: rounded((pageHeight - box.y - box.height) * POINTS),
    size: rounded(size),
    renderMode: TextRenderingMode.Invisible,
  });
}

/** Long fractions hold every short number by chance, and whoever searches the result for one finds it. */
const rounded = (points: number) => Math.round(points * 10) / 10;
