import type { Check } from '@endoveil/contracts';
import { passed, unsure } from '../check.js';
import { colourPlane, hasColourEdges } from './colour-planes.js';
import { DistinctRows } from './distinct-rows.js';
import type { Planes } from './extremes.js';
import { LastingWriting } from './lasting-writing.js';
import { type LetterRow, LetterRows } from './letter-rows.js';
import { meanOfEight } from './mean-of-frames.js';
import { NewGround } from './new-ground.js';
import { type Gray, imageOfPart, imagesOfRow } from '../reading-image.js';
import { isNothingLikeWriting } from './structure-of-writing.js';
import type { TextReader } from '../text-reader.js';

const MEAN_OF = 8;
/**
 * Plain writing, and writing that differs in colour only (yellow on pink, green on tan), is looked for on every frame;
 * faint writing on every second, in the next one again if there was some, and in the means. `contrast` in grey levels.
 * Faint rows are many, and noise forms some by chance: more letters are asked for below `fainter`.
 */
const LOOKS = {
  plain: { contrast: 24, ground: 'wide', letters: 5, fainter: 0 },
  faint: { contrast: 12, ground: 'near', letters: 5, fainter: Infinity },
  coloured: { contrast: 16, ground: 'near', letters: 5, fainter: 24 },
} as const;
type Look = (typeof LOOKS)[keyof typeof LOOKS];
const EVERY = 2;
/** Distinct rows that are read, on average over the frames so far. More is not writing any more, and not looked through. */
const ROWS_READ = { atFirst: 300, perFrame: 2 };

/** Looks for writing on every frame and in the mean of every eight, and hands what is new to the readers. */
export class WritingWatch {
  /** How many frames must stay valid: those of one mean, and the one after. */
  static readonly KEEPS = MEAN_OF + 1;
  private readonly rows: LetterRows;
  private readonly distinct = new DistinctRows();
  private readonly lasting = new LastingWriting();
  private readonly newGround: NewGround;
  private readonly mean: Uint8Array;
  private readonly colour: Uint8Array;
  private readonly latest: Uint8Array[] = [];
  /** Frames of the next mean. */
  private gathered = 0;
  private seen = 0;
  private read = 0;

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly candidates: TextReader,
    private readonly means: TextReader,
  ) {
    this.rows = new LetterRows(width, height);
    this.newGround = new NewGround(this.rows.blocks);
    this.mean = new Uint8Array(width * height);
    this.colour = new Uint8Array(width * height);
  }

  /** The frame's luma must stay valid for `KEEPS` frames. */
  async see({ luma, blue, red }: Planes, index: number): Promise<void> {
    this.latest.push(luma);
    if (this.latest.length > MEAN_OF) this.latest.shift();
    this.gathered += 1;
    let complete = await this.look(luma, index, LOOKS.plain);
    const again = this.lasting.waitsAt(index);
    if (again || index % EVERY === 0) complete = (await this.look(luma, index, LOOKS.faint, true)) && complete;
    for (const difference of [blue, red]) complete = (await this.lookAtColour(difference, index)) && complete;
    if (this.gathered === MEAN_OF) complete = (await this.lookAtMean(index)) && complete;
    if (complete) this.seen += 1;
    this.distinct.forgetBefore(index);
  }

  /** Something built as writing was seen that OCR may or may not have read. The last frames must still be valid. */
  async finish(planned: number): Promise<Check> {
    // the last frames have no mean yet: they get one with those before them
    const isComplete = this.gathered === 0 || (await this.lookAtMean(planned - 1));
    if (this.seen < planned || !isComplete)
      return unsure(NAME, 'coverage-incomplete', Math.min(this.seen, planned - 1), planned, 'frames');
    return this.lasting.isSeen
      ? unsure(NAME, 'candidate-unexplained', planned, planned, 'frames')
      : passed(NAME, planned, 'frames');
  }

  private async lookAtMean(index: number): Promise<boolean> {
    const { latest } = this;
    meanOfEight(
      Array.from({ length: MEAN_OF }, (_, i) => latest[i % latest.length]!),
      this.mean,
    );
    this.gathered = 0;
    const complete = await this.look(this.mean, index, LOOKS.faint);
    const part = this.newGround.take(this.rows.blocks);
    const mean = this.gray(this.mean);
    await this.means.add(part ? [imageOfPart(mean, part.left, part.top, part.width, part.height)] : []);
    return complete;
  }

  private async lookAtColour(difference: Uint8Array, index: number): Promise<boolean> {
    if (!hasColourEdges(difference, this.width)) return true;
    colourPlane(difference, this.width, this.colour);
    return await this.look(this.colour, index, LOOKS.coloured);
  }

  /** False when there was more than can be looked through. */
  private async look(plane: Uint8Array, index: number, how: Look, isSame = false): Promise<boolean> {
    const { contrast, ground } = how;
    const rows = this.rows.find(plane, contrast, ground, isSame);
    if (!rows) return false;
    const frame = this.gray(plane);
    for (const row of rows) {
      const letters = how.letters + (row.contrast < how.fainter ? 1 : 0);
      this.lasting.see(row, index, letters);
      if (!isNothingLikeWriting(row, letters - 2) && this.distinct.isNew(row, frame, index))
        await this.readRow(row, frame, index);
    }
    return true;
  }

  private async readRow(row: LetterRow, frame: Gray, index: number): Promise<void> {
    this.read += 1;
    if (this.read <= ROWS_READ.atFirst + index * ROWS_READ.perFrame) await this.candidates.add(imagesOfRow(frame, row));
    else this.candidates.skip();
  }

  private readonly gray = (data: Uint8Array): Gray => ({ width: this.width, height: this.height, data });
}

const NAME = 'text-detection';
