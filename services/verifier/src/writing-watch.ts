import type { Check } from '@endoveil/contracts';
import { passed, unsure } from './check.js';
import { DistinctRows } from './distinct-rows.js';
import { type LetterRow, LetterRows } from './letter-rows.js';
import { meanOfEight } from './mean-of-frames.js';
import { NewGround } from './new-ground.js';
import { type Gray, imageOfPart, imagesOfRow } from './reading-image.js';
import { isBuiltAsWriting, isNothingLikeWriting } from './structure-of-writing.js';
import type { TextReader } from './text-reader.js';

const MEAN_OF = 8;
/** Grey levels between letters and ground. The faint are looked for in every third frame and in the means. */
const CONTRAST = { plain: 24, faint: 12 };
const FAINT_EVERY = 3;
/** Faint rows are many, and noise forms some by chance: more letters are asked for. */
const FAINT_LETTERS = 6;
/** Distinct rows that are read, on average over the frames so far. More is not writing any more, and not looked through. */
const ROWS_READ = { atFirst: 300, perFrame: 2 };

/** Looks for writing on every frame and in the mean of every eight, and hands what is new to the readers. */
export class WritingWatch {
  /** How many frames must stay valid: those of one mean, and the one after. */
  static readonly KEEPS = MEAN_OF + 1;
  private readonly rows: LetterRows;
  private readonly distinct = new DistinctRows();
  private readonly newGround: NewGround;
  private readonly mean: Uint8Array;
  private ring: Uint8Array[] = [];
  private seen = 0;
  private read = 0;
  private written = false;

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly candidates: TextReader,
    private readonly means: TextReader,
  ) {
    this.rows = new LetterRows(width, height);
    this.newGround = new NewGround(this.rows.blocks);
    this.mean = new Uint8Array(width * height);
  }

  /** `luma` must stay valid for `KEEPS` frames. */
  async see(luma: Uint8Array, index: number): Promise<void> {
    this.ring.push(luma);
    const frame = this.gray(luma);
    let complete = await this.look(frame, index, CONTRAST.plain, 5);
    if (index % FAINT_EVERY === 0) complete = (await this.look(frame, index, CONTRAST.faint, FAINT_LETTERS)) && complete;
    if (this.ring.length === MEAN_OF) complete = (await this.lookAtMean(index)) && complete;
    if (complete) this.seen += 1;
    this.distinct.forgetBefore(index);
  }

  /** Something built as writing was seen that OCR may or may not have read. */
  finish(planned: number): Check {
    if (this.seen < planned) return unsure(NAME, 'coverage-incomplete', this.seen, planned, 'frames');
    return this.written
      ? unsure(NAME, 'candidate-unexplained', planned, planned, 'frames')
      : passed(NAME, planned, 'frames');
  }

  private async lookAtMean(index: number): Promise<boolean> {
    meanOfEight(this.ring, this.mean);
    this.ring = [];
    const frame = this.gray(this.mean);
    const complete = await this.look(frame, index, CONTRAST.faint, FAINT_LETTERS);
    const part = this.newGround.take(this.rows.blocks);
    await this.means.add(part ? [imageOfPart(frame, part.left, part.top, part.width, part.height)] : []);
    return complete;
  }

  /** False when there was more than can be looked through. */
  private async look(frame: Gray, index: number, contrast: number, letters: number): Promise<boolean> {
    const rows = this.rows.find(frame.data, contrast);
    if (!rows) return false;
    for (const row of rows)
      if (!isNothingLikeWriting(row, letters - 2) && this.distinct.isNew(row, frame, index))
        await this.readRow(row, frame, index, letters);
    return true;
  }

  private async readRow(row: LetterRow, frame: Gray, index: number, letters: number): Promise<void> {
    this.written ||= isBuiltAsWriting(row, letters);
    this.read += 1;
    if (this.read <= ROWS_READ.atFirst + index * ROWS_READ.perFrame) await this.candidates.add(imagesOfRow(frame, row));
    else this.candidates.skip();
  }

  private readonly gray = (data: Uint8Array): Gray => ({ width: this.width, height: this.height, data });
}

const NAME = 'text-detection';
