import { rm, writeFile } from 'node:fs/promises';
import type { Check } from '@endoveil/contracts';
import type { Ocr, OcrResult, Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { attempt, failed, passed, unsure } from './check.js';
import { genericIdentifiersIn } from './generic-identifiers.js';
import type { KnownNeedles } from './known-needles.js';
import { type PageImage, renderPages, tell, turnedPgm } from './pdf-tools.js';

const FINE_DPI = 250;
const COARSE_DPI = 150;
/** What OCR says of an upright page is likely; of a page on its side it is mostly noise, unless it is certain. */
const LIKELY = 40;
const CERTAIN = 80;
/** Words over a black box are what OCR makes of its edges. */
const BLACK_SHARE = 0.5;

/** The rebuilt text layer, by poppler. */
export async function checkTextLayer(sandbox: Sandbox, needles: KnownNeedles, task: VerifyTask): Promise<Check> {
  const { exitCode, stdout } = await sandbox.output({
    program: 'pdftotext',
    args: ['-layout', '-enc', 'UTF-8', '/in/file', '-'],
    reads: [{ hostPath: task.artifactPath, seenAs: '/in/file' }],
    limits: { memoryMiB: 512, deadlineSeconds: 60 },
    signal: task.signal,
  });
  if (exitCode !== 0) return unsure('text-layer', 'coverage-incomplete', 0, 1, 'documents');
  const text = stdout.toString();
  return holdsIdentifier(text, needles)
    ? failed('text-layer', 'leak-found', 1, 'documents')
    : passed('text-layer', 1, 'documents');
}

/** Every page at two scales, and lying on each of its sides. The verifier's OCR never saw the level's picture. */
export async function checkPages(
  sandbox: Sandbox,
  ocr: Ocr,
  needles: KnownNeedles,
  task: VerifyTask,
): Promise<Check[]> {
  const fine = await renderPages(sandbox, FINE_DPI, task);
  const coarse = await renderPages(sandbox, COARSE_DPI, task);
  const read = async (name: string, images: readonly Buffer[], textIn: (result: OcrResult, i: number) => string) =>
    await attempt(name, 'pages', task.signal, async () => {
      const results = await ocr.read(
        images.map((bytes) => ({ bytes })),
        task.signal,
        () => task.progress({ done: 0 }),
      );
      return results.some((result, i) => holdsIdentifier(textIn(result, i), needles))
        ? failed(name, 'leak-found', images.length, 'pages')
        : passed(name, images.length, 'pages');
    });
  const upright = async (name: string, pages: readonly PageImage[]) =>
    await read(
      name,
      pages.map(({ pgm }) => pgm),
      (result, i) => textOf(result, LIKELY, pages[i]),
    );
  const sides = coarse.flatMap((page) => [1, 2, 3].map((quarters) => turnedPgm(page, quarters)));
  return [
    blankCheck(coarse),
    await upright('ocr-fine', fine),
    await upright('ocr-coarse', coarse),
    await read('ocr-sides', sides, (result) => textOf(result, CERTAIN)),
    await witness(sandbox, fine, needles, task),
    await codes(sandbox, fine, task),
  ];
}

const isBlank = ({ gray }: PageImage) => gray.every((value) => value > 200);

function blankCheck(pages: readonly PageImage[]): Check {
  return pages.every(isBlank)
    ? failed('not-blank', 'result-blank', pages.length, 'pages')
    : passed('not-blank', pages.length, 'pages');
}

/** Another program than tesseract (two runs of one program are one witness). */
async function witness(
  sandbox: Sandbox,
  pages: readonly PageImage[],
  needles: KnownNeedles,
  task: VerifyTask,
): Promise<Check> {
  const name = 'second-witness';
  let covered = 0;
  try {
    for (const page of pages) {
      const text = await tellOf(sandbox, 'ocrad', ['--charset=iso-8859-15', '--format=utf8', '{}'], page, task);
      if (needles.areIn(text)) return failed(name, 'leak-found', pages.length, 'pages');
      covered += 1;
      task.progress({ done: covered });
    }
  } catch {
    task.signal.throwIfAborted();
  }
  return covered === pages.length
    ? passed(name, covered, 'pages')
    : unsure(name, 'coverage-incomplete', covered, pages.length, 'pages');
}

/** A bar or QR code says what it says in the clear, to every telephone. */
async function codes(sandbox: Sandbox, pages: readonly PageImage[], task: VerifyTask): Promise<Check> {
  let covered = 0;
  for (const page of pages) {
    const exitCode = await exitOf(sandbox, 'zbarimg', ['--quiet', '--raw', '{}'], page, task).catch(() => -1);
    task.signal.throwIfAborted();
    if (exitCode === 0) return failed('codes', 'leak-found', pages.length, 'pages');
    // 4: looked, and found none
    if (exitCode === 4) covered += 1;
  }
  return covered === pages.length
    ? passed('codes', covered, 'pages')
    : unsure('codes', 'coverage-incomplete', covered, pages.length, 'pages');
}

async function tellOf(
  sandbox: Sandbox,
  program: string,
  args: readonly string[],
  page: PageImage,
  task: VerifyTask,
): Promise<string> {
  return await withFile(page, task, (path) => tell(sandbox, program, args, path, task)).then((text) =>
    Buffer.from(text, 'latin1').toString(),
  );
}

async function exitOf(
  sandbox: Sandbox,
  program: string,
  args: readonly string[],
  page: PageImage,
  task: VerifyTask,
): Promise<number> {
  return await withFile(page, task, async (path) => {
    const { exitCode } = await sandbox.output({
      program,
      args: args.map((arg) => (arg === '{}' ? '/in/page.pgm' : arg)),
      reads: [{ hostPath: path, seenAs: '/in/page.pgm' }],
      limits: { memoryMiB: 512, deadlineSeconds: 60 },
      signal: task.signal,
    });
    return exitCode;
  });
}

async function withFile<T>(page: PageImage, task: VerifyTask, use: (path: string) => Promise<T>): Promise<T> {
  const path = `${task.scratchDir}/page.pgm`;
  await writeFile(path, page.pgm, { mode: 0o600 });
  try {
    return await use(path);
  } finally {
    await rm(path, { force: true });
  }
}

export function holdsIdentifier(text: string, needles: KnownNeedles): boolean {
  return needles.areIn(text) || genericIdentifiersIn(text).length > 0;
}

/** Words that OCR is fairly sure of and that do not stand on black. */
function textOf({ words }: OcrResult, confidence: number, page?: PageImage): string {
  const kept = words.filter(({ confidence: sure, box }) => sure > confidence && !(page && isBlack(page, box)));
  return kept.map((word, i) => (i === 0 ? '' : kept[i - 1]!.line === word.line ? ' ' : '\n') + word.text).join('');
}

function isBlack({ width, height, gray }: PageImage, box: OcrResult['words'][number]['box']): boolean {
  let [dark, all] = [0, 0];
  for (let y = Math.max(0, box.y); y < Math.min(height, box.y + box.height); y += 1)
    for (let x = Math.max(0, box.x); x < Math.min(width, box.x + box.width); x += 1) {
      all += 1;
      if (gray[y * width + x]! < 100) dark += 1;
    }
  return all > 0 && dark / all > BLACK_SHARE;
}
