import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EndoveilError } from '@endoveil/contracts';
import type { Ocr, OcrImage, OcrResult, OcrWord } from './ocr.js';
import { ocrControl } from './ocr-control.js';
import { plainWords } from './plain-words.js';
import { quickImage } from './quick-image.js';
import type { Sandbox } from '../sandbox/sandbox.js';

const modes = { page: '3', line: '7', sparse: '11' } as const;
/** Pictures read in one run: starting takes as long as reading twenty lines, so of small ones there are more. */
const [BATCH, SMALL_BATCH] = [40, 120];
const SMALL = 128 * 1024;
const SECONDS_PER_IMAGE = 60;

export interface BatchSettings {
  /** Default German and English; `Latin` knows the letters of every language that is written so, and no words. */
  readonly words?: 'deu+eng' | 'Latin';
}

/**
 * The native tesseract in the sandbox, many pictures in one run. Every run reads a control picture of its own as well;
 * when that is not read the whole batch counts as not checked. `scratchDir`: where the pictures lie meanwhile.
 */
export function tesseractBatch(sandbox: Sandbox, scratchDir: string, { words = 'deu+eng' }: BatchSettings = {}): Ocr {
  return {
    async read(images, signal, onDone) {
      const results: OcrResult[] = [];
      for (const run of runsOf(images))
        results.push(...(await readRun(sandbox, { scratchDir, words }, run, signal, onDone)));
      return results;
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** Neighbours of the same layout, so that the results stay in order. */
function runsOf(images: readonly OcrImage[]): OcrImage[][] {
  const runs: OcrImage[][] = [];
  for (const image of images) {
    const last = runs.at(-1);
    if (last && fits(image, last)) last.push(image);
    else runs.push([image]);
  }
  return runs;
}

function fits({ layout = 'page', bytes }: OcrImage, run: readonly OcrImage[]): boolean {
  if ((run[0]!.layout ?? 'page') !== layout) return false;
  return run.length < BATCH || (run.length < SMALL_BATCH && bytes.length <= SMALL && run[0]!.bytes.length <= SMALL);
}

async function readRun(
  sandbox: Sandbox,
  { scratchDir, words }: { readonly scratchDir: string; readonly words: string },
  images: readonly OcrImage[],
  signal: AbortSignal,
  onDone?: () => void,
) {
  await mkdir(scratchDir, { recursive: true });
  const folder = await mkdtemp(join(scratchDir, `ocr-${randomUUID().slice(0, 8)}-`));
  try {
    const control = ocrControl();
    const all = [...images, { bytes: control.image }];
    await Promise.all(all.map((image, i) => writeFile(join(folder, `${i}.img`), quickImage(image))));
    const plain = words === 'Latin' ? await plainWords(words) : undefined;
    if (plain) await writeFile(join(folder, `${words}.traineddata`), plain);
    await writeFile(join(folder, 'list'), all.map((_, i) => `/work/${i}.img\n`).join(''));
    await using child = await sandbox.start({
      program: 'tesseract',
      args: [
        '/work/list',
        '/work/out',
        '-l',
        words,
        ...(plain ? ['--tessdata-dir', '/work'] : []),
        '--dpi',
        '200',
        '--psm',
        modes[images[0]?.layout ?? 'page'],
        '-c',
        'tessedit_create_tsv=1',
      ],
      reads: [],
      writes: { hostPath: folder, seenAs: '/work' },
      limits: { memoryMiB: 2048, deadlineSeconds: SECONDS_PER_IMAGE * all.length },
      signal,
    });
    child.stdin.end();
    child.stdout.resume();
    // it names each page when it begins with it
    child.stderr.on('data', () => onDone?.());
    child.stderr.resume();
    if ((await child.exit) !== 0) throw new EndoveilError('ocr-failed');
    const pages = pagesOf(await readFile(join(folder, 'out.tsv'), 'utf8').catch(() => ''), all.length);
    if (!control.isReadIn(pages.at(-1)!.text)) throw new EndoveilError('ocr-failed');
    return pages.slice(0, -1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** level page block paragraph line word left top width height confidence text */
function pagesOf(tsv: string, count: number): OcrResult[] {
  const words: OcrWord[][] = Array.from({ length: count }, () => []);
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    const [level, page, block, paragraph, line, , x, y, width, height, confidence] = cells.map(Number);
    const text = cells[11]?.trim();
    if (level !== 5 || !text) continue;
    const box = { x: x!, y: y!, width: width!, height: height! };
    words[page! - 1]?.push({ text, confidence: confidence!, box, line: block! * 1e6 + paragraph! * 1e3 + line! });
  }
  return words.map((found) => ({ words: found, text: textOf(found) }));
}

function textOf(words: readonly OcrWord[]): string {
  return words.map((word, i) => (i === 0 ? '' : words[i - 1]!.line === word.line ? ' ' : '\n') + word.text).join('');
}
