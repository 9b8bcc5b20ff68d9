import type { LetterRow } from './letter-rows.js';
import { middleOf } from './slanted-rows.js';

/** What a row of shapes has in common with writing, each as a share or in relation to the letters' height. */
export interface RowStructure {
  readonly letters: number;
  /** Pixels, of the median letter. */
  readonly height: number;
  /** Share of letters that stand on one line. */
  readonly aligned: number;
  /** How far heights and strengths usually lie from their median. */
  readonly heightsDiffer: number;
  readonly contrastsDiffer: number;
  /** A stroke's width. */
  readonly stroke: number;
  /** Strokes that a pixel row crosses in one letter: 1 for teeth and blobs, more for letters. */
  readonly crossings: number;
}

export function structureOf({ letters, runs }: LetterRow): RowStructure {
  const heights = letters.map((one) =>
    runs === 'aslant' ? middleOf(one).size : runs === 'across' ? one.bottom - one.top + 1 : one.right - one.left + 1,
  );
  const feet = letters.map((one) => (runs === 'across' ? one.bottom : one.right));
  const heads = letters.map((one) => (runs === 'across' ? one.top : one.left));
  const height = median(heights);
  const near = Math.max(1, 0.12 * height);
  const standOn = (ends: readonly number[]) => {
    const line = median(ends);
    return ends.filter((end) => Math.abs(end - line) <= near).length / ends.length;
  };
  return {
    letters: letters.length,
    height,
    // a slanted row is a line by the way it was found; of writing that stands on its head, the feet are above
    aligned: runs === 'aslant' ? 1 : Math.max(standOn(feet), standOn(heads)),
    heightsDiffer: spread(heights),
    contrastsDiffer: spread(letters.map(({ contrast }) => contrast)),
    stroke: median(letters.map(({ size, pieces }) => size / pieces)) / height,
    crossings: letters.reduce((sum, { pieces, top, bottom }) => sum + pieces / (bottom - top + 1), 0) / letters.length,
  };
}

/**
 * True for what is built as writing is, whether or not it can be read: the bars of a code; letters on one line, of one height, one
 * strength and one stroke, and of many forms. Vessels and wet lights fail several of these, an instrument's teeth
 * have one form. (Measured on 2,000 frames of tissue: none passes; of names of 12 pixels and more at least half do.)
 */
export function isBuiltAsWriting(row: LetterRow, letters = 5): boolean {
  if (row.runs === 'bars') return true;
  const is = structureOf(row);
  return (
    is.letters >= (row.runs === 'aslant' ? letters + 3 : letters) &&
    is.height >= 9 &&
    is.aligned >= 0.7 &&
    is.heightsDiffer <= 0.15 &&
    is.contrastsDiffer <= 0.2 &&
    is.stroke >= 0.12 &&
    // of turned letters the stroke is measured along, not across
    is.stroke <= (row.runs === 'across' ? 0.45 : 0.6) &&
    is.crossings >= (row.runs === 'across' ? 1.15 : 1.25)
  );
}

/** True for what has so little in common with writing that OCR need not be asked: it is explained as tissue. */
export function isNothingLikeWriting(row: LetterRow, letters: number): boolean {
  if (row.runs === 'bars') return true;
  const is = structureOf(row);
  // small letters that grew together are one shape, which each pixel row crosses often
  const count = Math.max(is.letters, is.letters * is.crossings * 0.6);
  // of what is turned or slanted more is asked: vessels run every way
  const [least, like] = row.runs === 'across' ? [letters, 1] : row.runs === 'down' ? [letters + 1, 1] : [6, 0.7];
  return (
    count < least ||
    is.height < 7 ||
    is.aligned < 0.65 ||
    is.heightsDiffer > 0.25 * like ||
    is.contrastsDiffer > 0.3 * like ||
    is.stroke < 0.08 ||
    is.stroke > 0.55 ||
    is.crossings < 1 + 0.12 / like
  );
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

const spread = (values: readonly number[]) => {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle))) / middle;
};
