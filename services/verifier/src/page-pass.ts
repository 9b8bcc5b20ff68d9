import type { Check, ReasonCode } from '@endoveil/contracts';
import type { Ocr, OcrResult, Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { genericIdentifiersIn } from './generic-identifiers.js';
import type { KnownNeedles } from './known-needles.js';
import type { Candidate } from './page-letters.js';
import { holdsIdentifier, textOf } from './page-text.js';
import { shinesThrough, unreadRows } from './page-ink.js';
import { type PageImage, pageCount, renderPages, turnedPgm } from './pdf-tools.js';
import { RunningCheck } from './running-check.js';
import { assertCodesAreRead, assertOcradReads, readByOcrad, readCodes } from './witness-programs.js';

const FINE_DPI = 250;
const COARSE_DPI = 150;
const INK_DPI = 50;
/** What OCR says of an upright page is likely; of a page on its side it is mostly noise, unless it is certain. */
const LIKELY = 40;
const CERTAIN = 80;
/** What a rough reader does not make up out of dust. */
const PLAIN_KINDS = new Set(['date', 'date-in-words', 'iso-date', 'e-mail']);
/** A row by itself that OCR is so sure of is a word of which nothing is known. */
const EXPLAINS = 70;
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
    // a reader takes long to start: each lane has one for the pages at its scale and for its sides
    const lane = async (text: RunningCheck, pages: Promise<PageImage[]>, quarters: readonly number[]) => {
      const reading = (async () => {
        const turned = (await coarse).flatMap((page) => quarters.map((one) => turnedPgm(page, one)));
        const images = [...(await pages).map(({ pgm }) => pgm), ...turned].map((bytes) => ({ bytes }));
        const results = await ocr.read(images, signal, () => task.progress({ done: 0, total: count }));
        return { upright: results.slice(0, size), turned: results.slice(size) };
      })();
      let words: readonly OcrResult['words'][] | undefined;
      await text.cover(size, async () => {
        const [{ upright }, images] = [await reading, await pages];
        words = upright.map((result) => result.words);
        return leakIf(upright.some((result, i) => holdsIdentifier(textOf(result, LIKELY, images[i]), needles)));
      });
      await sides.cover(quarters.length * size, async () => {
        const { turned } = await reading;
        return leakIf(turned.some((result) => holdsIdentifier(textOf(result, CERTAIN), needles)));
      });
      return words;
    };
    // reading is most of the work: two lanes that take about as long as each other
    const [fineWords, coarseWords] = await Promise.all([lane(fineText, fine, [1]), lane(coarseText, coarse, [2, 3])]);
    await Promise.all([
      (async () => {
        await shapes.cover(size, async () => {
          if (!fineWords || !coarseWords) throw new Error('nothing was read');
          const rows: Candidate[] = [];
          for (const [i, page] of (await fine).entries())
            rows.push(...unreadRows(page, [...fineWords[i]!, ...enlarged(coarseWords[i]!)]));
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
      witness.cover(size, async () => {
        await ocradReads;
        for (const page of await fine) {
          const text = await readByOcrad(sandbox, page, task);
          if (needles.areIn(text) || genericIdentifiersIn(text).some((kind) => PLAIN_KINDS.has(kind)))
            return 'leak-found';
        }
        return undefined;
      }),
      codes.cover(size, async () => {
        await codesAreRead;
        for (const page of await fine) if ((await readCodes(sandbox, page, task)) !== '') return 'leak-found';
        return undefined;
      }),
    ]);
    task.progress({ done: part.last, total: count });
  }
  return [blank, fineText, coarseText, sides, witness, shapes, boxes, codes].map((check) => check.result());
}

/** Words of the coarse page in pixels of the fine one. */
function enlarged(words: OcrResult['words']): OcrResult['words'] {
  const scale = (pixels: number) => Math.round((pixels * FINE_DPI) / COARSE_DPI);
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
  const images = rows.map(({ width, height, gray }) => ({
    bytes: Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), gray]),
    layout: 'line' as const,
  }));
  const results = await ocr.read(images, task.signal, () => task.progress({ done: 0 }));
  if (results.some((result) => holdsIdentifier(textOf(result, LIKELY), needles))) return 'leak-found';
  const isExplained = ({ words }: OcrResult) =>
    words.some(({ confidence, text }) => confidence >= EXPLAINS && /\p{L}{3}/u.test(text));
  return results.every(isExplained) ? undefined : 'candidate-unexplained';
}

const leakIf = (leaks: boolean): ReasonCode | undefined => (leaks ? 'leak-found' : undefined);
const ink = ({ gray }: PageImage) => gray.reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0) / gray.length;
