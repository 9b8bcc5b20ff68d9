import { type Gray, imageOfPart } from '../reading-image.js';
import type { StillCodes } from './still-codes.js';
import type { TextReader } from '../text-reader.js';

/** Hands one whole frame each second to the reader of text and to that of codes. */
export class StillText {
  private first: bigint | undefined;
  private next = 0;

  constructor(
    private readonly timeBase: readonly [number, number],
    private readonly reader: TextReader,
    private readonly codes: StillCodes,
  ) {}

  async see(frame: Gray, pts: bigint): Promise<void> {
    this.first ??= pts;
    const seconds = (Number(pts - this.first) * this.timeBase[0]) / this.timeBase[1];
    if (seconds < this.next) return;
    this.next = seconds + 1;
    await this.reader.add([imageOfPart(frame, 0, 0, frame.width, frame.height)]);
    await this.codes.add(frame);
  }
}
