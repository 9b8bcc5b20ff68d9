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
  /** How it lay: quarters and degrees by which it was turned. */
  readonly turn: Upright['turn'];
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
/** Batches read side by side, while the next pages are rendered. */
const LANES = 2;
/** Pages of a batch: starting the OCR costs as much as half a page. */
const BATCH = 4;

interface Rendered extends RenderedPage {
  readonly number: number;
}

export async function readPages(
  sandbox: Sandbox,
  ocr: Ocr,
  task: Task,
  limits?: RenderLimits,
): Promise<readonly ReadPage[]> {
  const rendering = renderPages(sandbox, task, limits);
  const pages: ReadPage[] = [];
  let [taken, done] = [0, 0];
  const failure = new AbortController();
  const take = async (): Promise<Rendered | undefined> => {
    const { value } = await rendering.next();
    if (!value) return undefined;
    taken += 1;
    return { ...value, number: taken - 1 };
  };
  const lane = async () => {
    while (!failure.signal.aborted) {
      const batch: Rendered[] = [];
      while (batch.length < BATCH) {
        const page = await take();
        if (!page) break;
        batch.push(page);
      }
      if (batch.length === 0) return;
      const read = await readBatch(ocr, batch, task);
      for (const [i, { number }] of batch.entries()) pages[number] = read[i]!;
      done += batch.length;
      task.progress({ done });
    }
  };
  const guarded = async () =>
    await lane().catch((error: unknown) => {
      failure.abort();
      throw error;
    });
  try {
    // nobody may still write in the scratch folder when this has failed
    const ends = await Promise.allSettled(Array.from({ length: LANES }, guarded));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    return pages;
  } finally {
    await rendering.return();
  }
}

interface Lying {
  readonly page: Rendered;
  readonly bitmap: Bitmap;
  readonly threshold: number;
  readonly ink: number;
}
interface Side {
  readonly side: Upright;
  readonly result: OcrResult;
}

async function readBatch(ocr: Ocr, batch: readonly Rendered[], task: Task): Promise<ReadPage[]> {
  const lying: Lying[] = [];
  for (const page of batch) {
    const bitmap = await loadPage(page.file);
    const threshold = inkThreshold(bitmap);
    lying.push({ page, bitmap, threshold, ink: inkOf(bitmap, threshold) });
  }
  const read = async (sides: readonly Upright[]): Promise<Side[]> => {
    if (sides.length === 0) return [];
    const images = sides.map(({ bitmap }) => ({ bytes: pgmOf(bitmap) }));
    const results = await ocr.read(images, task.signal, () => task.progress({ done: 0 }));
    return results.map((result, i) => ({ side: sides[i]!, result }));
  };
  const best = await read(lying.map(({ bitmap, threshold }) => upright(bitmap, 0, threshold)));
  // what reads badly as it lies may lie on its side: the best of the four is kept
  for (const [i, { bitmap, threshold, ink }] of lying.entries()) {
    if (!mayLieWrong(best[i]!.result, ink)) continue;
    for (const other of await read([1, 2, 3].map((quarters) => upright(bitmap, quarters, threshold))))
      if (weight(other.result) > 1.2 * weight(best[i]!.result)) best[i] = other;
  }
  return await Promise.all(lying.map(async (one, i) => await readPage(one, best[i]!)));
}

async function readPage({ page, bitmap, threshold, ink }: Lying, { side, result }: Side): Promise<ReadPage> {
  const { file, pieces } = page;
  if (side.bitmap !== bitmap) await writeFile(file.path, side.bitmap.gray);
  const { width, height } = side.bitmap;
  return {
    file: { ...file, width, height },
    turn: side.turn,
    threshold,
    ink,
    layer: layerText(pieces.map((piece) => placed(piece, side.placement))),
    ocr: ocrText(result),
  };
}

const mayLieWrong = (result: OcrResult, ink: number) =>
  ink >= SOME_INK && (certainty(result) < UPRIGHT_CONFIDENCE || result.words.length < FEW_WORDS);

function inkOf({ gray }: Bitmap, threshold: number): number {
  let dark = 0;
  for (const value of gray) if (value <= threshold) dark += 1;
  return dark / gray.length;
}

const lettered = ({ words }: OcrResult) => words.filter(({ text }) => /\p{L}{3}/u.test(text));
/** Tesseract reads lines that stand on end as well: only words that lie speak for a page's being upright. */
const weight = (result: OcrResult) =>
  lettered(result).reduce((sum, { confidence, box }) => sum + (box.height > 1.2 * box.width ? 0 : confidence), 0);
const certainty = (result: OcrResult) => weight(result) / Math.max(1, lettered(result).length);
