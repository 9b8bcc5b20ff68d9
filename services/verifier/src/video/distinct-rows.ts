import type { LetterRow } from './letter-rows.js';
import type { Gray } from '../reading-image.js';

interface Known {
  readonly runs: LetterRow['runs'];
  readonly sign: 1 | -1;
  row: LetterRow;
  /** What stood there when it was read last, coarse and without its brightness. */
  picture: Float32Array;
  contrast: number;
  seenAt: number;
}

/** Frames after which a row that is not seen any more is forgotten: what returns then is read again. */
const REMEMBERED = 50;
const [COLUMNS, LINES] = [32, 8];
/** Correlation of two pictures of the same writing; another letter among ten is less (measured: 0.93). */
const SAME = 0.95;
/** Writing that fades in is read again when it is so much stronger. */
const STRONGER = 1.35;

/** Tells rows that were read already from those that were not: an overlay that stands for minutes is one. */
export class DistinctRows {
  private known: Known[] = [];

  /** True when the row is new, shows something else than before, or shows it more clearly. */
  isNew(row: LetterRow, luma: Gray, index: number): boolean {
    const picture = pictureOf(row, luma);
    const place = this.known.filter(
      (one) => one.runs === row.runs && one.sign === row.sign && overlap(one.row, row) > 0.6,
    );
    const same = place.find((one) => correlation(one.picture, picture) >= SAME);
    if (same && row.contrast < STRONGER * same.contrast) {
      same.seenAt = index;
      return false;
    }
    if (same) Object.assign(same, { row, picture, contrast: row.contrast, seenAt: index });
    else this.known.push({ runs: row.runs, sign: row.sign, row, picture, contrast: row.contrast, seenAt: index });
    return true;
  }

  forgetBefore(index: number): void {
    this.known = this.known.filter(({ seenAt }) => seenAt >= index - REMEMBERED);
  }
}

/** Intersection over union. */
export function overlap(a: LetterRow, b: LetterRow): number {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left) + 1;
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) + 1;
  if (wide <= 0 || high <= 0) return 0;
  const area = ({ left, right, top, bottom }: LetterRow) => (right - left + 1) * (bottom - top + 1);
  return (wide * high) / (area(a) + area(b) - wide * high);
}

function pictureOf({ left, right, top, bottom }: LetterRow, { width, data }: Gray): Float32Array {
  const picture = new Float32Array(COLUMNS * LINES);
  const [wide, high] = [right - left + 1, bottom - top + 1];
  let sum = 0;
  for (let y = 0; y < LINES; y += 1)
    for (let x = 0; x < COLUMNS; x += 1) {
      const at =
        (top + Math.floor(((y + 0.5) * high) / LINES)) * width + left + Math.floor(((x + 0.5) * wide) / COLUMNS);
      picture[y * COLUMNS + x] = data[at]!;
      sum += data[at]!;
    }
  const mean = sum / picture.length;
  let square = 0;
  for (let i = 0; i < picture.length; i += 1) {
    picture[i]! -= mean;
    square += picture[i]! ** 2;
  }
  const length = Math.sqrt(square) || 1;
  for (let i = 0; i < picture.length; i += 1) picture[i]! /= length;
  return picture;
}

function correlation(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}
