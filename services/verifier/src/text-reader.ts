import type { Check } from '@endoveil/contracts';
import type { Ocr, OcrImage, OcrResult } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { failed, passed, unsure } from './check.js';
import { genericIdentifiersIn } from './generic-identifiers.js';
import type { KnownNeedles } from './known-needles.js';

/** A word that OCR is so sure of, of so many letters, is one. Wet mucosa does not spell. */
const SURE = 88;
const LETTERS = 5;
/** What OCR says of letters it is less sure of is searched for what is known only. */
const LIKELY = 50;
const BATCH = 12;
/** Batches that may wait: the decoder is held back then, so that memory stays flat. */
const MOST_WAITING = 2;

/**
 * Reads pictures of one kind while the video is still being decoded, a batch at a time, and judges what they say.
 * A batch whose OCR failed counts as not looked at.
 */
export class TextReader {
  private readonly waiting: OcrImage[] = [];
  private readonly batches = new Set<Promise<void>>();
  private planned = 0;
  private covered = 0;
  private leaks = false;
  private words = false;

  constructor(
    private readonly check: { readonly name: string; readonly unit: string },
    private readonly ocr: Ocr,
    private readonly needles: KnownNeedles,
    private readonly task: VerifyTask,
  ) {}

  /** Resolves when there is room again. */
  async add(image: OcrImage): Promise<void> {
    this.planned += 1;
    this.waiting.push(image);
    if (this.waiting.length >= BATCH) this.send();
    while (this.batches.size > MOST_WAITING) await Promise.race(this.batches);
  }

  /** It was seen and not read: less than planned is never clean. */
  skip(): void {
    this.planned += 1;
  }

  /** When everything was read. `unexplained`: somebody saw writing here, whatever OCR says of it. */
  async settle(unexplained = false): Promise<Check> {
    this.send();
    await Promise.all(this.batches);
    this.task.signal.throwIfAborted();
    const { name, unit } = this.check;
    if (this.leaks) return { ...failed(name, 'leak-found', this.covered, unit), planned: this.planned };
    if (this.covered < this.planned) return unsure(name, 'coverage-incomplete', this.covered, this.planned, unit);
    return unexplained || this.words
      ? unsure(name, 'candidate-unexplained', this.covered, this.planned, unit)
      : passed(name, this.covered, unit);
  }

  private send(): void {
    const images = this.waiting.splice(0);
    if (images.length === 0) return;
    const batch = this.ocr
      .read(images, this.task.signal, () => this.task.progress({ done: 0 }))
      .then((results) => this.judge(results))
      .catch(() => undefined)
      .finally(() => this.batches.delete(batch));
    this.batches.add(batch);
  }

  private judge(results: readonly OcrResult[]): void {
    this.covered += results.length;
    for (const { text, words } of results) {
      const likely = words.filter(({ confidence }) => confidence >= LIKELY).map((word) => word.text);
      this.leaks ||= this.needles.areIn(text) || genericIdentifiersIn(likely.join(' ')).length > 0;
      this.words ||= words.some(isWord);
    }
  }
}

function isWord({ text, confidence }: OcrResult['words'][number]): boolean {
  return confidence >= SURE && new RegExp(`^\\p{L}{${LETTERS},}$`, 'u').test(text) && /[aeiouäöüy]/iu.test(text);
}
