import { readFile, writeFile } from 'node:fs/promises';
import { PDFDocument, rgb } from '@cantoo/pdf-lib';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/**
 * What older systems do, to measure against: known names are looked up in the text layer and a black box is drawn over
 * each match, in the original file. False when the file could not be edited at all.
 */
export async function coverByTextLayer(source: string, target: string, known: readonly string[]): Promise<boolean> {
  try {
    const bytes = await readFile(source);
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const loading = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS });
    const read = await loading.promise;
    for (const [i, page] of document.getPages().entries()) {
      const { items } = await (await read.getPage(i + 1)).getTextContent();
      for (const item of items) {
        if (!('str' in item) || !known.some((value) => item.str.includes(value))) continue;
        const [, , , , x, y] = item.transform as number[];
        page.drawRectangle({ x: x!, y: y! - 3, width: item.width, height: item.height + 4, color: rgb(0, 0, 0) });
      }
    }
    await loading.destroy();
    await writeFile(target, await document.save());
    return true;
  } catch {
    return false;
  }
}
