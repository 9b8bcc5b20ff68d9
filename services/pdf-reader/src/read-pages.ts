import type { Ocr, OcrResult, Sandbox } from '@endoveil/media';
import type { Task } from '@endoveil/work';
import { type Bitmap, inkThreshold, pgmOf, turned } from './bitmap.js';
import { layerText, ocrText, type PageText } from './page-words.js';
import { renderPages } from './render.js';

/** One page, upright, read twice: a text layer can lie, and OCR can fail. */
export interface ReadPage {
  readonly bitmap: Bitmap;
  readonly threshold: number;
  /** Share of dark pixels. */
  readonly ink: number;
  readonly layer: PageText;
  readonly ocr: PageText;
}

/** A page read with less certainty than this may lie on its side. */
const UPRIGHT_CONFIDENCE = 60;
const FEW_WORDS = 8;
const SOME_INK = 0.0015;

export async function readPages(sandbox: Sandbox, ocr: Ocr, task: Task): Promise<ReadPage[]> {
  const rendered = await renderPages(sandbox, task);
  const pages: ReadPage[] = [];
  for (const { bitmap, pieces } of rendered) {
    const threshold = inkThreshold(bitmap);
    const ink = inkOf(bitmap, threshold);
    const layer = layerText(pieces);
    const upright = await readUpright(ocr, bitmap, ink, task);
    // a turned page's text layer no longer lies where its words are: OCR alone speaks for it
    const isTurned = upright.bitmap !== bitmap;
    pages.push({
      bitmap: upright.bitmap,
      threshold,
      ink,
      layer: isTurned ? { ...layer, words: [] } : layer,
      ocr: ocrText(upright.result),
    });
    task.progress({ done: pages.length, total: rendered.length });
  }
  return pages;
}

function inkOf({ gray }: Bitmap, threshold: number): number {
  let dark = 0;
  for (const value of gray) if (value <= threshold) dark += 1;
  return dark / gray.length;
}

/** Reads the page as it lies; when that reads badly, on its other sides as well, and keeps the best. */
async function readUpright(
  ocr: Ocr,
  bitmap: Bitmap,
  ink: number,
  task: Task,
): Promise<{ bitmap: Bitmap; result: OcrResult }> {
  const read = async (side: Bitmap) => {
    const [result] = await ocr.read([{ bytes: pgmOf(side) }], task.signal, () => task.progress({ done: 0 }));
    return { bitmap: side, result: result! };
  };
  let best = await read(bitmap);
  if (ink < SOME_INK || (score(best.result) >= UPRIGHT_CONFIDENCE && best.result.words.length >= FEW_WORDS))
    return best;
  for (const quarters of [1, 2, 3]) {
    const side = await read(turned(bitmap, quarters));
    if (score(side.result) * side.result.words.length > 1.2 * score(best.result) * best.result.words.length)
      best = side;
  }
  return best;
}

function score({ words }: OcrResult): number {
  const letters = words.filter(({ text }) => /\p{L}{3}/u.test(text));
  return letters.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, letters.length);
}
