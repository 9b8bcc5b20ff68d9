import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { EndoveilError } from '@endoveil/contracts';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import type { Ocr, OcrImage, OcrResult } from './ocr.js';
import { ocrControl } from './ocr-control.js';
import { plainImage } from './quick-image.js';

const modes = { page: PSM.AUTO, line: PSM.SINGLE_LINE, sparse: PSM.SPARSE_TEXT } as const;
/** A worker's memory grows with every picture. */
const IMAGES_PER_WORKER = 60;

export interface PoolSettings {
  /** Workers side by side; each takes about 200 MB. Default 1. */
  readonly workers?: number;
}

/**
 * Workers of tesseract.js, made on first use, with the words of German and English from npm: no network. A worker that
 * failed, was interrupted or has read many pictures is ended and another one takes its place.
 */
export function tesseractPool(settings: PoolSettings = {}): Ocr {
  const idle: Used[] = [];
  const waiting: (() => void)[] = [];
  let places = settings.workers ?? 1;
  const enter = async () => {
    if (places === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else places -= 1;
  };
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else places += 1;
  };
  return {
    async read(images, signal, onDone) {
      await enter();
      let worker: Used | undefined;
      try {
        signal.throwIfAborted();
        worker = idle.pop() ?? (await startWorker());
        const results = await untilAborted(readChecked(worker, images, signal, onDone), signal);
        if (worker.images < IMAGES_PER_WORKER) {
          idle.push(worker);
          worker = undefined;
        }
        return results;
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof EndoveilError ? error : new EndoveilError('ocr-failed');
      } finally {
        leave();
        await endOf(worker);
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(idle.splice(0).map(({ engine }) => engine.terminate()));
    },
  };
}

/** Nothing found is only a result when the same worker reads a word that is known to be there. */
async function readChecked(
  worker: Used,
  images: readonly OcrImage[],
  signal: AbortSignal,
  onDone?: () => void,
): Promise<OcrResult[]> {
  const control = ocrControl();
  const [read] = await readAll(worker, [{ bytes: control.image, layout: 'line' }], signal);
  if (!control.isReadIn(read!.text)) throw new EndoveilError('ocr-failed');
  return await readAll(worker, images, signal, onDone);
}

/**
 * Ends an engine once what was begun with it is on its way: what tesseract.js sends to an engine that is gone fails where
 * nobody can catch it, and would end the service.
 */
async function endOf(worker: Used | undefined): Promise<void> {
  await setImmediate();
  await worker?.engine.terminate();
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const stop = () => aborted.reject(signal.reason as Error);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
    work.catch(() => undefined);
  }
}

interface Used {
  readonly engine: Worker;
  images: number;
}

async function startWorker(): Promise<Used> {
  const langPath = await mkdtemp(join(tmpdir(), 'endoveil-words-'));
  try {
    await putWordsInto(langPath);
    const engine = await createWorker(['deu', 'eng'], OEM.LSTM_ONLY, {
      langPath,
      cacheMethod: 'none',
      gzip: true,
      errorHandler: () => undefined,
    });
    return { engine, images: 0 };
  } finally {
    await rm(langPath, { recursive: true, force: true });
  }
}

/** tesseract.js wants all languages in one folder, until it has started; npm has one package for each. */
async function putWordsInto(folder: string): Promise<void> {
  const require = createRequire(import.meta.url);
  for (const language of ['deu', 'eng']) {
    const home = dirname(require.resolve(`@tesseract.js-data/${language}/package.json`));
    await symlink(
      join(home, '4.0.0_best_int', `${language}.traineddata.gz`),
      join(folder, `${language}.traineddata.gz`),
    );
  }
}

/** Asks nothing more of an engine once the signal is given, for it is ended then. */
async function readAll(
  worker: Used,
  images: readonly OcrImage[],
  signal: AbortSignal,
  onDone?: () => void,
): Promise<OcrResult[]> {
  const results: OcrResult[] = [];
  for (const image of images) {
    signal.throwIfAborted();
    await worker.engine.setParameters({
      tessedit_pageseg_mode: modes[image.layout ?? 'page'],
      // without it the engine guesses, and prints that it does
      user_defined_dpi: '200',
    });
    signal.throwIfAborted();
    const { data } = await worker.engine.recognize(plainImage(image), {}, { blocks: true, text: false });
    worker.images += 1;
    results.push(resultOf(data));
    onDone?.();
  }
  return results;
}

type Page = Awaited<ReturnType<Worker['recognize']>>['data'];

function resultOf(page: Page): OcrResult {
  const lines = (page.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  const words = lines.flatMap((line, at) =>
    line.words.map(({ text, confidence, bbox }) => ({
      text,
      confidence,
      line: at,
      box: { x: bbox.x0, y: bbox.y0, width: bbox.x1 - bbox.x0, height: bbox.y1 - bbox.y0 },
    })),
  );
  return { words, text: lines.map((line) => line.words.map(({ text }) => text).join(' ')).join('\n') };
}
