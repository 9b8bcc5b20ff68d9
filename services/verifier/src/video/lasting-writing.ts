import { overlap } from './distinct-rows.js';
import type { LetterRow } from './letter-rows.js';
import { isBuiltAsWriting } from './structure-of-writing.js';

/** Grey levels. Writing so strong counts on one frame; weaker rows come about by noise, and hardly ever twice at one place. */
const STRONG = 45;
/** Frames within which a weak row must be seen again, at the same place. */
const AGAIN_WITHIN = 9;

/** Decides whether writing was seen, readable or not: strong, or twice at one place. */
export class LastingWriting {
  isSeen = false;
  private weak: { row: LetterRow; index: number }[] = [];

  /** `letters`: how many it takes. */
  see(row: LetterRow, index: number, letters: number): void {
    if (!isBuiltAsWriting(row, letters)) return;
    this.weak = this.weak.filter((one) => one.index >= index - AGAIN_WITHIN);
    const again = this.weak.some((one) => one.index !== index && overlap(one.row, row) > 0.5);
    this.isSeen ||= again || row.contrast >= STRONG;
    this.weak.push({ row, index });
  }

  /** True when a weak row of the frame before waits to be seen again. */
  waitsAt(index: number): boolean {
    return !this.isSeen && this.weak.some((one) => one.index === index - 1);
  }
}
