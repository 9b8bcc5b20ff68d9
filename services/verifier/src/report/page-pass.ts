import type { Check, ReasonCode } from '@endoveil/contracts';
import type { Ocr, OcrImage, OcrResult, Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { genericIdentifiersIn } from '../known/generic-identifiers.js';
import { IN_NOISE, type KnownNeedles } from '../known/known-needles.js';
import type { Candidate } from './page-letters.js';
import { isExplainedBy, onPaper } from '../video/on-paper.js';
import { saysIdentifier } from './page-text.js';
import { shinesThrough, unreadRows } from './page-ink.js';
import { type PageImage, pageCount, renderPages, turnedPgm } from './pdf-tools.js';
import { RunningCheck } from '../running-check.js';
import { type LeftOfPage, withoutUpright } from './without-upright.js';
import { assertCodesAreRead, assertOcradReads, readByOcrad, readCodes } from './witness-programs.js';

const FINE_DPI = 250;
const COARSE_DPI = 150;
const INK_DPI = 50;
/** Turns that bring what stands on its side or on its head upright. */
const QUARTERS = [1, 2, 3];
/** Of the letters of a page, those that did not read upright. */
const MUCH = 0.3;
/** What OCR says of an upright page is likely; of a page on its side it is mostly noise, unless it is certain. What is known is searched for in all of it. */
const LIKELY = 40;
const CERTAIN = 80;
/** What a rough reader does not make up out of dust. */
const PLAIN_KINDS = new Set(['date', 'date-in-words', 'iso-date', 'e-mail']);
const MOST_ROWS = 60;
/** Pages in memory at a time. */
const CHUNK = 4;
/** A page with more ink than this share is not blank; dust is less. */
const INK_SHARE = 0.001;

/** Every page at two scales, on each of its sides, by a second reader, for codes, and against a blank one. */
export async function checkPages(
  sandbox: Sandbox,
  ocr: Ocr,
  needles: KnownNeedles,
  task: VerifyTask,
): Promise<Check[]> {
  const { signal } = task;
  const count = await pageCount(sandbox, task.artifactPath, task);
  const running = (name: string, planned = count) => new RunningCheck(name, 'pages', planned, signal);
  const [fineText, coarseText, sides] = [running('ocr-fine'), running('ocr-coarse'), running('ocr-sides', 3 * count)];
  const [witness, codes, blank] = [running('second-witness'), running('codes'), running('not-blank')];
  const [shapes, boxes] = [running('unread-shapes'), running('boxes')];
  // their silence means something only when they can read: each chunk's look begins with that
  const ocradReads = assertOcradReads(sandbox, task);
  await ocradReads.catch(() => signal.throwIfAborted());
  const codesAreRead = assertCodesAreRead(sandbox, task);
  await codesAreRead.catch(() => signal.throwIfAborted());

  for (let first = 1; first <= count; first += CHUNK) {
    const part = { first, last: Math.min(count, first + CHUNK - 1) };
    const size = part.last - first + 1;
    const render = async (dpi: number, path = task.artifactPath) => {
      const pages = await renderPages(sandbox, dpi, task, { path, ...part });
      if (pages.length !== size) throw new Error('pages are missing');
      return pages;
    };
    const [fine, coarse] = [render(FINE_DPI), render(COARSE_DPI)];
    await Promise.allSettled([fine, coarse]);
    // a lane for each scale: two readings that take about as long as each other
    const lane = async (text: RunningCheck, pages: Promise<PageImage[]>) => {
      let words: readonly OcrResult['words'][] | undefined;
      await text.cover(size, async () => {
        const images = await pages;
        const results = await ocr.read(
          images.map(({ pgm }) => ({ bytes: pgm })),
          signal,
          () => task.progress({ done: 0, total: count }),
        );
        words = results.map((result) => result.words);
        return leakIf(results.some((result, i) => saysIdentifier(result, LIKELY, needles, images[i])));
      });
      return words;
    };
    const [fineWords, coarseWords] = await Promise.all([lane(fineText, fine), lane(coarseText, coarse)]);
    await Promise.all([
      (async () => {
        await shapes.cover(size, async () => {
          if (!fineWords || !coarseWords) throw new Error('nothing was read');
          const rows: Candidate[] = [];
          for (const [i, page] of (await fine).entries())
            rows.push(...unreadRows(page, [...fineWords[i]!, ...scaled(coarseWords[i]!, FINE_DPI / COARSE_DPI)]));
          return await explained(rows, ocr, needles, task);
        });
        await blank.cover(size, async () => {
          const sources = await renderPages(sandbox, INK_DPI, task, { path: task.sourcePath, ...part });
          const isLost = (page: PageImage, i: number) =>
            ink(page) === 0 && (sources[i] ? ink(sources[i]) : 1) > INK_SHARE;
          return (await coarse).some(isLost) ? 'result-blank' : undefined;
        });
        await boxes.cover(size, async () => ((await fine).some(shinesThrough) ? 'candidate-unexplained' : undefined));
      })(),
      sides.cover(QUARTERS.length * size, async () => {
        if (!fineWords || !coarseWords) throw new Error('nothing was read');
        // what reads upright does not stand on its side: only the rest is turned, and most pages have little of it
        const left = (await coarse).map((page, i) =>
          withoutUpright(page, [scaled(fineWords[i]!, COARSE_DPI / FINE_DPI), coarseWords[i]!]),
        );
        const turned = left.flatMap((page) => (page ? turnedOf(page) : []));
        if (turned.length === 0) return undefined;
        const results = await ocr.read(turned, signal, () => task.progress({ done: 0, total: count }));
        return leakIf(results.some((result) => saysIdentifier(result, CERTAIN, needles)));
      }),
      witness.cover(size, async () => {
        await ocradReads;
        for (const page of await fine) {
          const text = await readByOcrad(sandbox, page, task);
          if (needles.areIn(text, IN_NOISE) || genericIdentifiersIn(text).some((kind) => PLAIN_KINDS.has(kind)))
            return 'leak-found';
        }
        return undefined;
      }),
      codes.cover(size, async () => {
        await codesAreRead;
        return leakIf((await readCodes(sandbox, await fine, task)) !== '');
      }),
    ]);
    task.progress({ done: part.last, total: count });
  }
  return [blank, fineText, coarseText, sides, witness, shapes, boxes, codes].map((check) => check.result());
}

/** Scattered on a page that is empty otherwise, stamps are found one by one; where much is left, its lines are as well. */
function turnedOf(left: LeftOfPage): OcrImage[] {
  const turned = QUARTERS.map((one) => turnedPgm(left, one));
  const scattered = turned.map((bytes) => ({ bytes, layout: 'sparse' as const }));
  return left.share < MUCH ? scattered : [...scattered, ...turned.map((bytes) => ({ bytes }))];
}

/** Words of a page in pixels of the same page at another scale. */
function scaled(words: OcrResult['words'], by: number): OcrResult['words'] {
  const scale = (pixels: number) => Math.round(pixels * by);
  return words.map((word) => {
    const { x, y, width, height } = word.box;
    return { ...word, box: { x: scale(x), y: scale(y), width: scale(width), height: scale(height) } };
  });
}

/** Rows that OCR passed over on the page are read by themselves; what is still no word is not explained. */
async function explained(
  rows: readonly Candidate[],
  ocr: Ocr,
  needles: KnownNeedles,
  task: VerifyTask,
): Promise<ReasonCode | undefined> {
  if (rows.length === 0) return undefined;
  if (rows.length > MOST_ROWS) return 'candidate-unexplained';
  const laid = rows.map(onPaper);
  const images = laid.map(({ width, height, gray }) => ({
    bytes: Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), gray]),
    layout: 'line' as const,
  }));
  const results = await ocr.read(images, task.signal, () => task.progress({ done: 0 }));
  if (results.some((result) => saysIdentifier(result, LIKELY, needles))) return 'leak-found';
  return results.every((result, i) => isExplainedBy(result, laid[i]!)) ? undefined : 'candidate-unexplained';
}

const leakIf = (leaks: boolean): ReasonCode | undefined => (leaks ? 'leak-found' : undefined);
const ink = ({ gray }: PageImage) => gray.reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0) / gray.length;
