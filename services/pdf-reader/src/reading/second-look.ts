import { join } from 'node:path';
import { EndoveilError } from '@endoveil/contracts';
import { type Box, type Ocr, type OcrResult, type Sandbox, tesseractBatch } from '@endoveil/media';
import type { Task } from '@endoveil/work';
import { agreedReading, coreOf, type Reading } from './agreed-reading.js';
import { type Bitmap, pictureOf } from './bitmap.js';
import { headerWords } from './header-words.js';
import type { PageText } from './page-words.js';
import { loadPage, type PageFile } from './render.js';

/** What other readers saw where a word of the page stands, by the word's number. */
export type SecondLook = ReadonlyMap<number, readonly Reading[]>;

interface Page {
  readonly file: PageFile;
  readonly layer: PageText;
  readonly ocr: PageText;
}

type Image = Parameters<Ocr['read']>[0][number];

/** Words of a report that are looked at twice at most: the headers of some pages. */
const MOST = 120;
/** Places of a report at which the same word is looked at twice: a header stands on every page. */
const PLACES = 2;
/** A reading with less certainty than this ends no doubt. */
const CERTAIN = 75;
/** In heights of the word: marks stand above letters, and the cut must not go through them. */
const MARGIN = 0.35;
const PAPER = 20;

/**
 * Reads the words of headers once more, each by itself, with a reader that knows all Latin letters: the one for pages
 * knows German and English ones, and makes `Soren` of `Søren`. Where the two differ a third reading decides. `labels`
 * makes a house's labels the known ones.
 */
export async function lookTwice(
  sandbox: Sandbox,
  pages: readonly Page[],
  task: Task,
  labels: (text: string) => string,
): Promise<readonly SecondLook[]> {
  const looks = pages.map(() => new Map<number, readonly Reading[]>());
  const all = pages.flatMap(({ layer, ocr }, page) => headerWords(layer, ocr, labels).map((word) => ({ page, word })));
  const places = Map.groupBy(all, ({ page, word }) => coreOf(pages[page]!.ocr.words[word]!.text));
  const chosen = new Set([...places.values()].flatMap((same) => same.slice(0, PLACES)).slice(0, MOST));
  const taken = all.filter((one) => chosen.has(one));
  if (taken.length === 0) return looks;
  const images: Image[] = [];
  for (const [page, { file, ocr }] of pages.entries()) {
    const words = taken.filter((one) => one.page === page);
    if (words.length === 0) continue;
    const bitmap = await loadPage(file);
    for (const { word } of words) images.push({ ...pictureOf(cutOut(bitmap, ocr.words[word]!.box)), layout: 'line' });
  }
  const seconds = await readWith({ words: 'Latin', otherwise: 'deu+eng' }, sandbox, images, task);
  const isDoubted = taken.map(
    ({ page, word }, i) => agreedReading(pages[page]!.ocr.words[word]!, [seconds[i]!], CERTAIN) === undefined,
  );
  const doubted = images.filter((_, i) => isDoubted[i]);
  const thirds = doubted.length === 0 ? [] : await readWith({ words: 'deu+eng' }, sandbox, doubted, task);
  for (const [i, { page, word }] of taken.entries())
    looks[page]!.set(word, isDoubted[i] ? [seconds[i]!, thirds.shift()!] : [seconds[i]!]);
  // the same word at another place, as far as the first reader could tell, is what was seen of it most surely
  for (const same of places.values()) {
    const seen = same.flatMap(({ page, word }) => [looks[page]!.get(word) ?? []]).filter((look) => look.length > 0);
    const [surest] = seen.toSorted(([a], [b]) => b!.confidence - a!.confidence);
    for (const { page, word } of same) if (surest && !looks[page]!.has(word)) looks[page]!.set(word, surest);
  }
  return looks;
}

type Words = 'Latin' | 'deu+eng';

/** Otherwise with other words: those for all Latin letters are a package of their own, and may not be installed. */
async function readWith(
  { words, otherwise }: { readonly words: Words; readonly otherwise?: Words },
  sandbox: Sandbox,
  images: readonly Image[],
  task: Task,
): Promise<Reading[]> {
  try {
    const reader = tesseractBatch(sandbox, join(task.scratchDir, 'again'), { words });
    const results = await reader.read(images, task.signal, () => task.progress({ done: 0 }));
    return results.map(readingOf);
  } catch (error) {
    if (!otherwise || !(error instanceof EndoveilError) || error.code !== 'ocr-failed') throw error;
    return await readWith({ words: otherwise }, sandbox, images, task);
  }
}

function readingOf({ words }: OcrResult): Reading {
  const said = words.filter(({ text }) => /[\p{L}\d]/u.test(text));
  return {
    text: said.map(({ text }) => text).join(' '),
    confidence: said.length === 0 ? 0 : Math.min(...said.map(({ confidence }) => confidence)),
  };
}

/** With some of the page around it, and paper around that. */
function cutOut({ width, height, gray }: Bitmap, box: Box): Bitmap {
  const margin = Math.round(MARGIN * box.height);
  const [left, top] = [Math.max(0, box.x - margin), Math.max(0, box.y - margin)];
  const wide = Math.min(width, box.x + box.width + margin) - left;
  const high = Math.min(height, box.y + box.height + margin) - top;
  const cut = { width: wide + 2 * PAPER, height: high + 2 * PAPER };
  const paper = new Uint8Array(cut.width * cut.height).fill(gray[top * width + left]!);
  for (let row = 0; row < high; row += 1) {
    const from = (top + row) * width + left;
    paper.set(gray.subarray(from, from + wide), (row + PAPER) * cut.width + PAPER);
  }
  return { ...cut, gray: paper };
}
