import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { PDFDocument, type PDFFont, PDFName, type PDFPage, StandardFonts, TextRenderingMode } from '@cantoo/pdf-lib';

/** A small page, in points: quick to read. */
const PAGE = { width: 320, height: 150 };

/** Draws on a page before it is printed. */
export type Ink = (page: PDFPage, font: PDFFont) => void;

/** Pages as a printer would show them: grey pictures of what was drawn. */
export async function printedPages(...pages: readonly Ink[]): Promise<Buffer[]> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const draw of pages) draw(document.addPage([PAGE.width, PAGE.height]), font);
  return execFileSync('pdftoppm', ['-r', '200', '-gray', '-'], {
    input: await document.save(),
    maxBuffer: 2 ** 27,
  })
    .toString('latin1')
    .split(/(?=P5\n)/)
    .map((page) => Buffer.from(page, 'latin1'));
}

export interface RebuiltReport {
  readonly document: PDFDocument;
  readonly page: PDFPage;
  readonly font: PDFFont;
}

/** A report as the levels rebuild it: pictures of pages and surviving words, invisible; and whatever is planted. */
export async function makeRebuiltReport(
  path: string,
  pages: readonly Buffer[],
  plant: (extras: RebuiltReport) => unknown = () => undefined,
): Promise<void> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setProducer('Endoveil');
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const pgm of pages) {
    const [head, wide, high] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 40))!;
    const page = document.addPage([PAGE.width, PAGE.height]);
    const image = document.context.flateStream(pgm.subarray(head.length), {
      Type: 'XObject',
      Subtype: 'Image',
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 8,
      Width: Number(wide),
      Height: Number(high),
    });
    page.node.setXObject(PDFName.of('Page'), document.context.register(image));
    const content = document.context.flateStream(`q ${PAGE.width} 0 0 ${PAGE.height} 0 0 cm /Page Do Q\n`);
    page.node.addContentStream(document.context.register(content));
    page.setFont(font);
    page.drawText('Befund: Schleimhaut', { x: 20, y: 110, size: 12, renderMode: TextRenderingMode.Invisible });
  }
  const [page] = document.getPages();
  if (page) await plant({ document, page, font });
  for (const one of document.getPages()) {
    one.node.delete(PDFName.of('Annots'));
    one.node.Resources()?.delete(PDFName.of('ExtGState'));
  }
  writeFileSync(path, await document.save({ useObjectStreams: false, addDefaultPage: false }));
}
