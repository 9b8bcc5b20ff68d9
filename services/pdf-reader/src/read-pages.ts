import { writeFile } from 'node:fs/promises';
import type { Ocr, OcrResult, Sandbox } from '@endoveil/media';
import type { Task } from '@endoveil/work';
import { type Bitmap, inkThreshold, pgmOf } from './bitmap.js';
import { layerText, ocrText, type PageText, placed } from './page-words.js';
import { loadPage, type PageFile, type RenderedPage, type RenderLimits, renderPages } from './render.js';
import { type Upright, upright } from './straighten.js';

/** One page, upright, read twice: a text layer can lie, and OCR can fail. */
export interface ReadPage {
  readonly file: PageFile;
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
/** Pages read side by side, as far as the OCR has workers. */
const LANES = 2;

export async function readPages(
  sandbox: Sandbox,
  ocr: Ocr,
  task: Task,
  limits?: RenderLimits,
): Promise<readonly ReadPage[]> {
  const rendered = await renderPages(sandbox, task, limits);
  const pages: ReadPage[] = [];
  let [next, done] = [0, 0];
  const lane = async () => {
    while (next < rendered.length) {
      const at = next;
      next += 1;
      pages[at] = await readPage(ocr, rendered[at]!, task).catch((error: unknown) => {
        next = rendered.length;
        throw error;
      });
      done += 1;
      task.progress({ done, total: rendered.length });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return pages;
}

async function readPage(ocr: Ocr, { file, pieces }: RenderedPage, task: Task): Promise<ReadPage> {
  const bitmap = await loadPage(file);
  const threshold = inkThreshold(bitmap);
  const ink = inkOf(bitmap, threshold);
  const { side, result } = await readUpright(ocr, bitmap, { ink, threshold }, task);
  if (side.bitmap !== bitmap) await writeFile(file.path, side.bitmap.gray);
  const { width, height } = side.bitmap;
  return {
    file: { path: file.path, width, height },
    threshold,
    ink,
    layer: layerText(pieces.map((piece) => placed(piece, side.placement))),
    ocr: ocrText(result),
  };
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
  { ink, threshold }: { readonly ink: number; readonly threshold: number },
  task: Task,
): Promise<{ side: Upright; result: OcrResult }> {
  const read = async (quarters: number) => {
    const side = upright(bitmap, quarters, threshold);
    const [result] = await ocr.read([{ bytes: pgmOf(side.bitmap) }], task.signal, () => task.progress({ done: 0 }));
    return { side, result: result! };
  };
  let best = await read(0);
  if (ink < SOME_INK || (certainty(best.result) >= UPRIGHT_CONFIDENCE && best.result.words.length >= FEW_WORDS))
    return best;
  for (const quarters of [1, 2, 3]) {
    const other = await read(quarters);
    if (weight(other.result) > 1.2 * weight(best.result)) best = other;
  }
  return best;
}

const lettered = ({ words }: OcrResult) => words.filter(({ text }) => /\p{L}{3}/u.test(text));
/** Tesseract reads lines that stand on end as well: only words that lie speak for a page's being upright. */
const weight = (result: OcrResult) =>
  lettered(result).reduce((sum, { confidence, box }) => sum + (box.height > 1.2 * box.width ? 0 : confidence), 0);
const certainty = (result: OcrResult) => weight(result) / Math.max(1, lettered(result).length);
