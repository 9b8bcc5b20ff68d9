import type { Check } from '@endoveil/contracts';
import type { Ocr, OcrImage, OcrResult } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { attempt, failed, passed, unsure } from './check.js';
import { genericIdentifiersIn } from './generic-identifiers.js';
import type { KnownNeedles } from './known-needles.js';
import type { VideoPass } from './video-pass.js';

/** A word that OCR is so sure of, of so many letters, is one. Wet mucosa does not spell. */
const SURE = 88;
const LETTERS = 5;
/** So many letter-like shapes in a row are writing, whether it can be read or not. */
const PLAINLY_WRITING = 9;

/** OCR of every distinct candidate and of one frame a second, searched for what is known and for what identifies anybody. */
export async function checkVideoText(
  ocr: Ocr,
  pass: VideoPass,
  needles: KnownNeedles,
  task: VerifyTask,
): Promise<Check[]> {
  const read = async (images: readonly OcrImage[]) =>
    await ocr.read(images, task.signal, () => task.progress({ done: 0 }));
  const { width, height } = pass;
  return [
    await attempt('text-candidates', 'candidates', task.signal, async () => {
      const results = await read(pass.candidates.map((one) => enlarged(one, 3, 'line')));
      return candidateCheck(pass, results, needles);
    }),
    await attempt('text-stills', 'frames', task.signal, async () => {
      const results = await read(pass.stills.map((gray) => enlarged({ width, height, gray }, 1, 'sparse')));
      return stillCheck(pass, results, needles);
    }),
  ];
}

function candidateCheck(
  { candidates, dropped }: VideoPass,
  results: readonly OcrResult[],
  needles: KnownNeedles,
): Check {
  const name = 'text-candidates';
  if (results.some((result) => identifies(result, needles)))
    return failed(name, 'leak-found', results.length, 'candidates');
  if (dropped > 0) return unsure(name, 'coverage-incomplete', results.length, results.length + dropped, 'candidates');
  const unexplained = candidates.some(({ letters }, i) => letters >= PLAINLY_WRITING || results[i]!.words.some(isWord));
  return unexplained
    ? unsure(name, 'candidate-unexplained', results.length, results.length, 'candidates')
    : passed(name, results.length, 'candidates');
}

function stillCheck({ stills }: VideoPass, results: readonly OcrResult[], needles: KnownNeedles): Check {
  const name = 'text-stills';
  if (results.some((result) => identifies(result, needles))) return failed(name, 'leak-found', stills.length, 'frames');
  const read = results.some(({ words }) => words.some(isWord));
  return read
    ? unsure(name, 'candidate-unexplained', stills.length, stills.length, 'frames')
    : passed(name, stills.length, 'frames');
}

function identifies({ text, words }: OcrResult, needles: KnownNeedles): boolean {
  const sure = words.filter(({ confidence }) => confidence >= 50).map(({ text: word }) => word);
  return needles.areIn(text) || genericIdentifiersIn(sure.join(' ')).length > 0;
}

function isWord({ text, confidence }: OcrResult['words'][number]): boolean {
  return confidence >= SURE && new RegExp(`^\\p{L}{${LETTERS},}$`, 'u').test(text) && /[aeiouäöüy]/iu.test(text);
}

/** Bigger, as PGM: OCR wants letters of some 30 pixels. */
function enlarged(
  { width, height, gray }: { width: number; height: number; gray: Uint8Array },
  factor: number,
  layout: OcrImage['layout'],
): OcrImage {
  const pixels = Buffer.alloc(width * height * factor * factor);
  const wide = width * factor;
  for (let y = 0; y < height * factor; y += 1)
    for (let x = 0; x < wide; x += 1)
      pixels[y * wide + x] = 255 - gray[Math.floor(y / factor) * width + Math.floor(x / factor)]!;
  return {
    bytes: Buffer.concat([Buffer.from(`P5\n${wide} ${height * factor}\n255\n`), pixels]),
    ...(layout ? { layout } : {}),
  };
}
