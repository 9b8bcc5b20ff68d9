import type { Check } from '@endoveil/contracts';
import type { Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { failed, passed, unsure } from '../check.js';
import { genericIdentifiersIn } from '../known/generic-identifiers.js';
import type { KnownNeedles } from '../known/known-needles.js';
import type { Gray } from '../reading-image.js';
import { assertCodesAreRead, readCodes } from '../report/witness-programs.js';

const [NAME, UNIT] = ['codes', 'frames'];
/** Frames that may wait: the decoder is held back then, so that memory stays flat. */
const MOST_WAITING = 2;

/**
 * Reads bar and QR codes of whole frames, one after the other, while the video is still being decoded. A code that says
 * nothing of what is known is for a person to look at: only labels and wrist bands have one.
 */
export class StillCodes {
  private readonly control: Promise<void>;
  private last: Promise<void>;
  private waiting = 0;
  private planned = 0;
  private covered = 0;
  private leaks = false;
  private found = false;

  constructor(
    private readonly sandbox: Sandbox,
    private readonly needles: KnownNeedles,
    private readonly task: VerifyTask,
  ) {
    this.control = assertCodesAreRead(sandbox, task);
    this.last = this.control.catch(() => undefined);
  }

  /** Resolves when there is room. */
  async add({ width, height, data }: Gray): Promise<void> {
    const pgm = Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]);
    this.planned += 1;
    this.waiting += 1;
    const before = this.last;
    this.last = before
      .then(async () => {
        await this.control;
        this.judge(await readCodes(this.sandbox, [{ width, height, gray: pgm, pgm }], this.task));
        this.covered += 1;
        this.task.progress({ done: this.covered });
      })
      .catch(() => undefined)
      .finally(() => {
        this.waiting -= 1;
      });
    if (this.waiting > MOST_WAITING) await before;
  }

  /** When everything was read. */
  async settle(): Promise<Check> {
    await this.last;
    this.task.signal.throwIfAborted();
    if (this.leaks) return { ...failed(NAME, 'leak-found', this.covered, UNIT), planned: this.planned };
    if (this.covered < this.planned) return unsure(NAME, 'coverage-incomplete', this.covered, this.planned, UNIT);
    return this.found
      ? unsure(NAME, 'candidate-unexplained', this.covered, this.planned, UNIT)
      : passed(NAME, this.covered, UNIT);
  }

  private judge(text: string): void {
    if (text.trim() === '') return;
    this.found = true;
    this.leaks ||= this.needles.areIn(text) || genericIdentifiersIn(text).length > 0;
  }
}
