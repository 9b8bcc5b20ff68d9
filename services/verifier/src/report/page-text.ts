import type { Check } from '@endoveil/contracts';
import type { OcrResult, Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { failed, passed, unsure } from '../check.js';
import { genericIdentifiersIn } from '../known/generic-identifiers.js';
import type { KnownNeedles } from '../known/known-needles.js';
import { BLACK } from './page-ink.js';
import { wordsInContent } from './pdf-layout.js';
import type { PageImage } from './pdf-tools.js';

/** Words over a black box are what OCR makes of its edges, unless it is certain of letters: then they are white. */
const BLACK_SHARE = 0.5;
const CERTAIN = 80;
/** Letters and digits that no reader makes up out of dust. */
const LONG = 6;
/** In heights of the words. */
const GAP = 1.5;

/** The rebuilt text layer, as poppler shows it and as the file holds it. */
export async function checkTextLayer(
  sandbox: Sandbox,
  bytes: Buffer,
  needles: KnownNeedles,
  task: VerifyTask,
): Promise<Check> {
  const { exitCode, stdout } = await sandbox.output({
    program: 'pdftotext',
    args: ['-layout', '-enc', 'UTF-8', '/in/file', '-'],
    reads: [{ hostPath: task.artifactPath, seenAs: '/in/file' }],
    limits: { memoryMiB: 512, deadlineSeconds: 60 },
    signal: task.signal,
  });
  // it ends every page, also an empty one, with a form feed: silence means that nothing was read
  if (exitCode !== 0 || stdout.length === 0) return unsure('text-layer', 'coverage-incomplete', 0, 1, 'documents');
  return holdsIdentifier(stdout.toString(), needles) || holdsIdentifier(wordsInContent(bytes), needles)
    ? failed('text-layer', 'leak-found', 1, 'documents')
    : passed('text-layer', 1, 'documents');
}

export function holdsIdentifier(text: string, needles: KnownNeedles): boolean {
  return needles.areIn(text) || genericIdentifiersIn(text).length > 0;
}

/**
 * True when what OCR says of a page may point at somebody: shapes and short values in words that it is surer of than
 * `confidence`, a longer value of the case in whatever it says.
 */
export function saysIdentifier(
  result: OcrResult,
  confidence: number,
  needles: KnownNeedles,
  page?: PageImage,
): boolean {
  return holdsIdentifier(textOf(result, confidence, page), needles) || needles.areIn(result.text, LONG);
}

/** Words that OCR is surer of than `confidence` (0 to 100), but for what it guesses on black. */
export function textOf({ words }: OcrResult, confidence: number, page?: PageImage): string {
  let text = '';
  let before: OcrResult['words'][number] | undefined;
  let isBroken = false;
  for (const word of words) {
    if (word.confidence <= confidence || (page && isGuessOnBlack(page, word))) {
      isBroken = true;
      continue;
    }
    text += before ? between(before, word, isBroken) + word.text : word.text;
    before = word;
    isBroken = false;
  }
  return text;
}

/** A gap as wide as a covered word, or a word left out, parts two words as a line's end does: `Dr. ¦ Assistenz`. */
function between(before: OcrResult['words'][number], { line, box }: OcrResult['words'][number], isBroken: boolean) {
  if (before.line !== line) return '\n';
  // on a page that stands on its head the next word lies to the left
  const gap = Math.max(box.x - before.box.x - before.box.width, before.box.x - box.x - box.width);
  return isBroken || gap > GAP * Math.min(box.height, before.box.height) ? ' ¦ ' : ' ';
}

const isGuessOnBlack = (page: PageImage, { text, confidence, box }: OcrResult['words'][number]) =>
  !(confidence >= CERTAIN && /\p{L}{3}|\d{3}/u.test(text)) && isBlack(page, box);

function isBlack({ width, height, gray }: PageImage, box: OcrResult['words'][number]['box']): boolean {
  let [dark, all] = [0, 0];
  for (let y = Math.max(0, box.y); y < Math.min(height, box.y + box.height); y += 1)
    for (let x = Math.max(0, box.x); x < Math.min(width, box.x + box.width); x += 1) {
      all += 1;
      if (gray[y * width + x]! < BLACK) dark += 1;
    }
  return all > 0 && dark / all > BLACK_SHARE;
}
