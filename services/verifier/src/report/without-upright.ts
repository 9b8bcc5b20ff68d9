import type { OcrResult } from '@endoveil/media';
import type { PageImage } from './pdf-tools.js';

type Word = OcrResult['words'][number];

/** OCR is sure of it, and it is long enough that writing on its side does not read so by chance. */
const SURE = 80;
const LETTERS = 3;
/** In heights of the word: how wide a letter may be on average. */
const [NARROWEST, WIDEST] = [0.2, 1.4];
/** Against the page's other words: a taller box may hold something that stands above or below the word. */
const TALLEST = 1.5;
/** So many sure words make a line; then what stands between them is of the line as well. */
const SURE_IN_A_LINE = 2;
const SEEN = 30;
/** Of the line's height: how far a word may reach beyond it. */
const BEYOND = 0.25;
/** Pixels around a word: rendering leaves a rim. */
const RIM = 2;
const PAPER = 255;
/** Grey levels under paper from which on something is written; so many pixels of it are no letter yet. */
const INK = 25;
const LEAST_INK = 40;

/** What is left of a page to be turned. */
export interface LeftOfPage extends PageImage {
  /** Share of the letters that OCR saw, whatever it took them for: black boxes are ink as well, but none. */
  readonly share: number;
}

/**
 * The page without what reads upright, undefined when hardly a dot is left. Only writing that OCR is sure of is taken
 * away, each word within its own box: what stands on its side, on its head or across a line is not read so, and stays.
 * `readings`: words in pixels of the page, of one reading each.
 */
export function withoutUpright(page: PageImage, readings: readonly OcrResult['words'][]): LeftOfPage | undefined {
  const { width, height } = page;
  const gray = Buffer.from(page.gray);
  const upright = readings.flatMap(uprightIn);
  for (const { box } of upright) {
    const [left, right] = [Math.max(0, box.x - RIM), Math.min(width, box.x + box.width + RIM)];
    for (let y = Math.max(0, box.y - RIM); y < Math.min(height, box.y + box.height + RIM); y += 1)
      if (right > left) gray.fill(PAPER, y * width + left, y * width + right);
  }
  let ink = 0;
  for (const value of gray) if (value < PAPER - INK) ink += 1;
  if (ink < LEAST_INK) return undefined;
  const pgm = Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), gray]);
  return { width, height, gray, pgm, share: 1 - lettersOf(upright) / Math.max(1, lettersOf(readings.flat())) };
}

const lettersOf = (words: OcrResult['words']) => words.reduce((sum, { text }) => sum + text.length, 0);

function uprightIn(words: OcrResult['words']): Word[] {
  const heights = words
    .filter(isSure)
    .map(({ box }) => box.height)
    .toSorted((a, b) => a - b);
  const tallest = TALLEST * (heights[heights.length >> 1] ?? 0);
  return [...Map.groupBy(words, ({ line }) => line).values()].flatMap((line) => {
    const sure = line.filter((word) => isSure(word) && word.box.height <= tallest);
    if (sure.length < SURE_IN_A_LINE) return sure;
    const top = Math.min(...sure.map(({ box }) => box.y));
    const bottom = Math.max(...sure.map(({ box }) => box.y + box.height));
    const [first, last] = [Math.min(...sure.map(({ box }) => box.x)), Math.max(...sure.map(({ box }) => box.x))];
    const beyond = BEYOND * Math.max(...sure.map(({ box }) => box.height));
    // a letter of a stamp in the margin is read as the line's first or last word
    const isInLine = ({ box, confidence }: Word) =>
      confidence >= SEEN &&
      box.x > first &&
      box.x < last &&
      box.y >= top - beyond &&
      box.y + box.height <= bottom + beyond;
    return line.filter((word) => sure.includes(word) || isInLine(word));
  });
}

function isSure({ text, confidence, box }: Word): boolean {
  const letters = text.match(/[\p{L}\d]/gu)?.length ?? 0;
  const each = box.width / text.length / box.height;
  return confidence >= SURE && letters >= LETTERS && each >= NARROWEST && each <= WIDEST;
}
