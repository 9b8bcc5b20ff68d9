import { rm, writeFile } from 'node:fs/promises';
import type { Check } from '@endoveil/contracts';
import type { Ocr, OcrResult, Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { attempt, failed, passed, unsure } from './check.js';
import { barControl, CONTROL_CODE, CONTROL_WORD, letterControl } from './controls.js';
import { genericIdentifiersIn } from './generic-identifiers.js';
import type { KnownNeedles } from './known-needles.js';
import { pageCount, type PageImage, renderPages, turnedPgm } from './pdf-tools.js';

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
  const text = stdout.toString();
  // it ends every page with a form feed, also an empty one
  const isWhole = text.split('\f').length - 1 === (await pageCount(sandbox, task.artifactPath, task));
  if (exitCode !== 0 || !isWhole) return unsure('text-layer', 'coverage-incomplete', 0, 1, 'documents');
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

/** Another program than tesseract (two runs of one program are one witness). It has to read its control first. */
async function witness(
  sandbox: Sandbox,
  pages: readonly PageImage[],
  needles: KnownNeedles,
  task: VerifyTask,
): Promise<Check> {
  const name = 'second-witness';
  const read = async (pgm: Buffer) => {
    const args = ['--charset=iso-8859-15', '--format=utf8'];
    const { exitCode, stdout } = await outcomeOf(sandbox, 'ocrad', args, pgm, task);
    if (exitCode !== 0) throw new Error('the program failed');
    return stdout.toString();
  };
  let covered = 0;
  try {
    if (!(await read(letterControl())).includes(CONTROL_WORD)) throw new Error('the control was not read');
    for (const { pgm } of pages) {
      if (needles.areIn(await read(pgm))) return failed(name, 'leak-found', pages.length, 'pages');
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
  const look = async (pgm: Buffer) => {
    const { exitCode, stdout } = await outcomeOf(sandbox, 'zbarimg', ['--quiet', '--raw'], pgm, task);
    // 0: found something; 4: looked, and found none
    if (exitCode !== 0 && exitCode !== 4) throw new Error('the program failed');
    return exitCode === 0 ? stdout.toString().trim() : undefined;
  };
  return await attempt('codes', 'pages', task.signal, async () => {
    if ((await look(barControl())) !== CONTROL_CODE) throw new Error('the control was not read');
    for (const { pgm } of pages)
      if ((await look(pgm)) !== undefined) return failed('codes', 'leak-found', pages.length, 'pages');
    return passed('codes', pages.length, 'pages');
  });
}

/** How a program ends that is given one picture as its last argument. */
async function outcomeOf(
  sandbox: Sandbox,
  program: string,
  args: readonly string[],
  pgm: Buffer,
  task: VerifyTask,
): Promise<{ exitCode: number; stdout: Buffer }> {
  const path = `${task.scratchDir}/page.pgm`;
  await writeFile(path, pgm, { mode: 0o600 });
  try {
    return await sandbox.output({
      program,
      args: [...args, '/in/page.pgm'],
      reads: [{ hostPath: path, seenAs: '/in/page.pgm' }],
      limits: { memoryMiB: 512, deadlineSeconds: 60 },
      signal: task.signal,
    });
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
