import { PDFDocument, type PDFFont, PDFName, type PDFPage, StandardFonts, TextRenderingMode } from '@cantoo/pdf-lib';
import { type Bitmap, bitonal } from './bitmap.js';
import type { PlacedWord } from './page-words.js';
import { DPI } from './render.js';

export interface CleanPage {
  /** With its boxes burnt in. */
  readonly bitmap: Bitmap;
  readonly threshold: number;
  readonly words: readonly PlacedWord[];
}

const POINTS = 72 / DPI;

/** A PDF in the making: keeps of each page what the file will hold, not its pixels. */
export interface RebuiltPdf {
  add(page: CleanPage): void;
  save(): Promise<Uint8Array>;
}

/**
 * A new file, never an edited one: each page one picture of one bit a pixel, over it the surviving words as invisible
 * text in a standard font. One revision, a fixed producer, no dates, nothing else.
 */
export async function rebuildPdf(): Promise<RebuiltPdf> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setProducer('Endoveil');
  const font = await document.embedFont(StandardFonts.Helvetica);
  const known = new Set(font.getCharacterSet());
  return {
    add({ bitmap, threshold, words }) {
      const page = document.addPage([bitmap.width * POINTS, bitmap.height * POINTS]);
      drawBitmap(document, page, bitmap, threshold);
      page.setFont(font);
      for (const word of words) writeInvisibly(page, font, known, word, bitmap.height);
      page.node.delete(PDFName.of('Annots'));
      page.node.Resources()?.delete(PDFName.of('ExtGState'));
    },
    save: () => document.save({ useObjectStreams: false, addDefaultPage: false }),
  };
}

function drawBitmap(document: PDFDocument, page: PDFPage, bitmap: Bitmap, threshold: number): void {
  const image = document.context.flateStream(bitonal(bitmap, threshold), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: bitmap.width,
    Height: bitmap.height,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 1,
  });
  const name = PDFName.of('Page');
  page.node.setXObject(name, document.context.register(image));
  const { width, height } = page.getSize();
  const content = document.context.flateStream(`q ${width} 0 0 ${height} 0 0 cm /Page Do Q\n`);
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
    x: box.x * POINTS,
    y: (pageHeight - box.y - box.height) * POINTS,
    size,
    renderMode: TextRenderingMode.Invisible,
  });
}
