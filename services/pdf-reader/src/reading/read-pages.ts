import { writeFile } from 'node:fs/promises';
import type { Ocr, OcrResult, Sandbox } from '@endoveil/media';
import type { Task } from '@endoveil/work';
import { type Bitmap, type Ink, inkOf, pictureOf } from './bitmap.js';
import { dictionaryAhead } from '../hiding/dictionary-ahead.js';
import { type PageSearches, searchesOf } from '../hiding/page-searches.js';
import { layerText, ocrText, type PageText, placed } from './page-words.js';
import { loadPage, type PageFile, type RenderLimits, renderPages } from './render.js';
import { withoutSpecks } from './specks.js';
import { TextsAhead } from './texts-ahead.js';
import { type Upright, upright } from './straighten.js';
import { type InkTiles, inkTiles } from '../hiding/unexplained-ink.js';
import { type NumberedPage, WaitingPages } from './waiting-pages.js';

/** One page, upright, read twice: a text layer can lie, and OCR can fail. */
export interface ReadPage {
  readonly file: PageFile;
  /** How it lay: quarters and degrees by which it was turned. */
  readonly turn: Upright['turn'];
  /** Specks were taken away, and dots as small as they are may be among them. */
  readonly cleaned: boolean;
  readonly threshold: number;
  /** Share of dark pixels. */
  readonly ink: number;
  readonly layer: PageText;
  readonly ocr: PageText;
  readonly searches: PageSearches;
  readonly inkTiles: InkTiles;
}

/** A page read with less certainty than this may lie on its side. */
const UPRIGHT_CONFIDENCE = 60;
const FEW_WORDS = 8;
const SOME_INK = 0.0015;
/** Batches read side by side, while the next pages are rendered. */
const LANES = 2;
/** Pages of a batch at most: starting the OCR costs as much as half a page. */
const MOST = 8;

export async function readPages(
  sandbox: Sandbox,
  ocr: Ocr,
  task: Task,
  limits?: RenderLimits,
): Promise<readonly ReadPage[]> {
  void dictionaryAhead();
  // nobody may still write in the scratch folder when this has failed
  await using waiting = new WaitingPages(renderPages(sandbox, task, limits), LANES, MOST);
  const pages: ReadPage[] = [];
  const texts = new TextsAhead();
  let done = 0;
  const lane = async (_: unknown, number: number) => {
    try {
      // the first batches are small: reading begins with the first page, and of two pages each lane has one
      for (let least = number + 1; ; least = 2) {
        const batch = await waiting.take(least);
        if (batch.length === 0) return;
        const read = await readBatch(ocr, batch, task, texts);
        for (const [i, { number: at }] of batch.entries()) pages[at] = read[i]!;
        texts.add(read);
        done += batch.length;
        task.progress({ done });
      }
    } catch (error) {
      waiting.stop();
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: LANES }, lane));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  return pages;
}

/** A page in a batch. Its pictures stay in scratch: a batch of them would fill the memory. */
interface Lying {
  readonly page: NumberedPage;
  readonly ink: Ink;
}
interface Side {
  readonly side: Upright;
  readonly result: OcrResult;
  readonly cleaned?: boolean;
}

async function readBatch(ocr: Ocr, batch: readonly NumberedPage[], task: Task, texts: TextsAhead): Promise<ReadPage[]> {
  const read = async (sides: readonly Upright[]): Promise<Side[]> => {
    const images = sides.map(({ bitmap }) => pictureOf(bitmap));
    const results = await ocr.read(images, task.signal, () => {
      task.progress({ done: 0 });
      texts.next();
    });
    return results.map((result, i) => ({ side: sides[i]!, result }));
  };
  const lying: Lying[] = [];
  const sides: Upright[] = [];
  for (const page of batch) {
    const bitmap = await loadPage(page.file);
    const ink = inkOf(bitmap);
    lying.push({ page, ink });
    sides.push(upright(bitmap, 0, ink.threshold));
  }
  const best = await read(sides);
  // what reads badly as it lies may lie on its side, or under specks: the best is kept
  for (const [i, { page, ink }] of lying.entries()) {
    if (!mayLieWrong(best[i]!.result, ink.share)) continue;
    const bitmap = await loadPage(page.file);
    const keepBest = async (from: Bitmap, quarters: readonly number[], cleaned: boolean) => {
      for (const other of await read(quarters.map((one) => upright(from, one, ink.threshold))))
        if (weight(other.result) > 1.2 * weight(best[i]!.result)) best[i] = { ...other, cleaned };
    };
    // between specks OCR finds no lines on any side
    const clean = withoutSpecks(bitmap);
    if (clean) await keepBest(clean, [0], true);
    if (mayLieWrong(best[i]!.result, ink.share)) await keepBest(clean ?? bitmap, [1, 2, 3], clean !== undefined);
  }
  await dictionaryAhead();
  return await Promise.all(lying.map(async (one, i) => await readPage(one, best[i]!)));
}

async function readPage({ page, ink }: Lying, { side, result, cleaned = false }: Side): Promise<ReadPage> {
  const { file, pieces } = page;
  const { bitmap, turn, placement } = side;
  if (cleaned || turn.quarters !== 0 || turn.degrees !== 0) await writeFile(file.path, bitmap.gray);
  const layer = layerText(pieces.map((piece) => placed(piece, placement)));
  const read = ocrText(result);
  return {
    file: { ...file, width: bitmap.width, height: bitmap.height },
    turn,
    cleaned,
    threshold: ink.threshold,
    ink: ink.share,
    layer,
    ocr: read,
    searches: searchesOf(layer, read),
    inkTiles: inkTiles(bitmap, ink.threshold),
  };
}

const mayLieWrong = (result: OcrResult, ink: number) =>
  ink >= SOME_INK && (certainty(result) < UPRIGHT_CONFIDENCE || result.words.length < FEW_WORDS);

const lettered = ({ words }: OcrResult) => words.filter(({ text }) => /\p{L}{3}/u.test(text));
/** Tesseract reads lines that stand on end as well: only words that lie speak for a page's being upright. */
const weight = (result: OcrResult) =>
  lettered(result).reduce((sum, { confidence, box }) => sum + (box.height > 1.2 * box.width ? 0 : confidence), 0);
const certainty = (result: OcrResult) => weight(result) / Math.max(1, lettered(result).length);
