import type { OcrResult } from '@endoveil/media';
import type { GrayPicture } from '../report/page-letters.js';

const DARK = 128;
/** A column as dark as this, at the picture's edge, is a box's, not a letter's. */
const SOLID = 0.9;
/** The blur of the box's edge. */
const RIM = 2;
const PAPER = 24;

export interface RowOnPaper extends GrayPicture {
  /** A box ended right before it. */
  readonly isBehindBox: boolean;
}

/** A row of letters by itself: without the edge of a black box to its left or right, and with paper around. */
export function onPaper({ width, height, gray }: GrayPicture): RowOnPaper {
  const isSolid = (x: number) => {
    let dark = 0;
    for (let y = 0; y < height; y += 1) if (gray[y * width + x]! < DARK) dark += 1;
    return dark > SOLID * height;
  };
  let [from, to] = [0, width];
  while (from < width && isSolid(from)) from += 1;
  while (to > from && isSolid(to - 1)) to -= 1;
  const isBehindBox = from > 0;
  if (isBehindBox) from = Math.min(to, from + RIM);
  if (to < width) to = Math.max(from, to - RIM);
  const wide = width + 2 * PAPER;
  const padded = new Uint8Array(wide * (height + 2 * PAPER)).fill(255);
  for (let y = 0; y < height; y += 1)
    padded.set(gray.subarray(y * width + from, y * width + to), (y + PAPER) * wide + PAPER + from);
  return { width: wide, height: height + 2 * PAPER, gray: padded, isBehindBox };
}

/** A row by itself that OCR is so sure of is a word of which nothing is known. */
const EXPLAINS = 70;

/** A word that begins small right behind a box may be the rest of one that the box covers in part. */
export function isExplainedBy({ words }: OcrResult, { isBehindBox }: Pick<RowOnPaper, 'isBehindBox'>): boolean {
  if (isBehindBox && /^\P{L}*\p{Ll}/u.test(words[0]?.text ?? '')) return false;
  return words.some(({ confidence, text }) => confidence >= EXPLAINS && /\p{L}{3}/u.test(text));
}
