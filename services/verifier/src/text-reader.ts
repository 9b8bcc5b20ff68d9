import type { Check } from '@endoveil/contracts';
import type { Ocr, OcrImage, OcrResult } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { failed, passed, unsure } from './check.js';
import { genericIdentifiersIn } from './known/generic-identifiers.js';
import { IN_NOISE, type KnownNeedles } from './known/known-needles.js';

export interface Reading {
  /** The check's name. */
  readonly name: string;
  readonly unit: string;
  /** How sure OCR must be of a word of so many letters, for it to be one: wet mucosa does not spell. */
  readonly words: readonly { readonly letters: number; readonly confidence: number }[];
}

/** What OCR says of letters it is less sure of is searched for what is known only. */
const LIKELY = 50;
/** Short values stand by chance in what OCR makes of tissue: they count only in what it is surer of. */
const LONG = 6;
/** Pictures in a batch: whole frames soon fill the memory, and the reader takes as long to start as to read twenty rows. */
const BATCH = { fewest: 24, most: 96, bytes: 16 * 1024 * 1024 };
/** Batches that may wait: the decoder is held back then, so that memory stays flat. */
const MOST_WAITING = 2;

/**
 * Reads pictures of one kind while the video is still being decoded, a batch at a time, and judges what they say.
 * A batch whose OCR failed counts as not looked at.
 */
export class TextReader {
  private waiting: OcrImage[] = [];
  private bytes = 0;
  /** How many pictures each waiting unit has. */
  private units = 0;
  private readonly batches = new Set<Promise<void>>();
  private planned = 0;
  private covered = 0;
  private leaks = false;
  private words = false;

  constructor(
    private readonly reading: Reading,
    private readonly ocr: Ocr,
    private readonly needles: KnownNeedles,
    private readonly task: VerifyTask,
  ) {}

  /** One unit, in as many pictures as it takes; none when there is nothing in it to read. Resolves when there is room. */
  async add(images: readonly OcrImage[]): Promise<void> {
    this.planned += 1;
    this.units += 1;
    this.waiting.push(...images);
    this.bytes += images.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (this.isFull()) this.send();
    while (this.batches.size > MOST_WAITING) await Promise.race(this.batches);
  }

  /** It was seen and not read: less than planned is never clean. */
  skip(): void {
    this.planned += 1;
  }

  /** When everything was read. */
  async settle(): Promise<Check> {
    this.send();
    await Promise.all(this.batches);
    this.task.signal.throwIfAborted();
    const { name, unit } = this.reading;
    if (this.leaks) return { ...failed(name, 'leak-found', this.covered, unit), planned: this.planned };
    if (this.covered < this.planned) return unsure(name, 'coverage-incomplete', this.covered, this.planned, unit);
    return this.words
      ? unsure(name, 'candidate-unexplained', this.covered, this.planned, unit)
      : passed(name, this.covered, unit);
  }

  private isFull(): boolean {
    const { length } = this.waiting;
    return length >= BATCH.most || (length >= BATCH.fewest && this.bytes >= BATCH.bytes);
  }

  private send(): void {
    const { waiting, units } = this;
    [this.waiting, this.bytes, this.units] = [[], 0, 0];
    if (waiting.length === 0) {
      this.covered += units;
      return;
    }
    const batch = this.ocr
      .read(waiting, this.task.signal, () => this.task.progress({ done: 0 }))
      .then((results) => {
        this.judge(results);
        this.covered += units;
      })
      .catch(() => undefined)
      .finally(() => this.batches.delete(batch));
    this.batches.add(batch);
  }

  private judge(results: readonly OcrResult[]): void {
    for (const { text, words } of results) {
      const likely = words
        .filter(({ confidence }) => confidence >= LIKELY)
        .map((word) => word.text)
        .join(' ');
      this.leaks ||= this.needles.areIn(text, LONG) || this.needles.areIn(likely, IN_NOISE);
      this.leaks ||= genericIdentifiersIn(likely).length > 0;
      this.words ||= words.some((word) => this.isWord(word));
    }
  }

  private isWord({ text, confidence }: OcrResult['words'][number]): boolean {
    const letters = text.match(/[\p{L}\d]/gu)?.length ?? 0;
    return (
      this.reading.words.some((rule) => letters >= rule.letters && confidence >= rule.confidence) &&
      letters >= 0.8 * text.length &&
      (/[aeiouyäöü]/iu.test(text) || /\d{3}/.test(text))
    );
  }
}
