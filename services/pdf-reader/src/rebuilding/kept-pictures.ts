import { WritingFinder } from '@endoveil/masking';
import type { Box, Ocr } from '@endoveil/media';
import type { Task } from '@endoveil/work';
import { blacken, type Bitmap, pictureOf } from '../reading/bitmap.js';
import { type ColourPage, loadColourPage } from '../reading/colour-page.js';
import { lightInBlack } from '../hiding/enclosed-gaps.js';
import type { PlacedWord } from '../reading/page-words.js';
import type { ReadPage } from '../reading/read-pages.js';
import { findTissuePictures } from './tissue-pictures.js';
import { touches } from '../hiding/touches.js';

/** A picture that stays in the result. */
export interface KeptPicture {
  readonly box: Box;
  readonly page: ColourPage;
  /** Places in it that could be a letter: they are covered. */
  readonly doubtful: readonly Box[];
}

/** What OCR says of wet mucosa is seldom so long with so much certainty. */
const READ = 30;
const READ_SHORT = 55;
/** Small writing in a picture is read at twice its size, and once more turned inside out. */
const SCALE = 2;
/** With more doubt than this share of its area a picture is covered whole. */
const MOST_DOUBT = 0.2;

/**
 * The pictures of a page that show tissue and no writing: neither text layer nor OCR says a word there. What only looks
 * like strokes of letters, reflections mostly, is covered by itself; much of it covers the picture.
 */
export async function keptPictures(page: ReadPage, ocr: Ocr, task: Task): Promise<KeptPicture[]> {
  const colour = await loadColourPage(page.file, page.turn);
  if (!colour) return [];
  const words = [...page.layer.words, ...page.ocr.words].filter(isWord);
  const silent = findTissuePictures(colour)
    .filter((box) => !words.some((word) => touches(box, word.box)))
    .map((box) => ({ box, gray: cutOut(colour, box) }))
    .map((picture) => ({ ...picture, doubtful: strokesIn(picture.gray) }))
    .filter(({ box, doubtful }) => areaOf(doubtful) <= MOST_DOUBT * box.width * box.height);
  if (silent.length === 0) return [];
  const asked = silent.flatMap(({ gray }) =>
    [enlarged(gray), inverted(enlarged(gray))].map((bitmap) => ({ ...pictureOf(bitmap), layout: 'sparse' as const })),
  );
  const results = await ocr.read(asked, task.signal, () => task.progress({ done: 0 }));
  return silent
    .filter((_, i) => ![results[2 * i], results[2 * i + 1]].some((result) => !result || result.words.some(isWord)))
    .map(({ box, gray, doubtful }) => ({
      box,
      page: colour,
      doubtful: [...doubtful, ...lightInBlack(withBlack(gray, doubtful))].map((place) => ({
        ...place,
        x: box.x + place.x,
        y: box.y + place.y,
      })),
    }));
}

/** With black where it will be covered. */
function withBlack(bitmap: Bitmap, boxes: readonly Box[]): Bitmap {
  const copy = { ...bitmap, gray: bitmap.gray.slice() };
  blacken(copy, boxes);
  return copy;
}

const isWord = ({ text, confidence }: Pick<PlacedWord, 'text' | 'confidence'>) =>
  (confidence >= READ && /[\p{L}\d]{3}/u.test(text)) || (confidence >= READ_SHORT && /[\p{L}\d]{2}/u.test(text));

/** Less evidence than a video asks for: a page shows its pictures once. */
const DOUBT = 1;
/** A letter's margin around what was found, in pixels. */
const MARGIN = 8;

function strokesIn({ width, height, gray }: Bitmap): Box[] {
  const inside = new Uint8Array(gray.length).fill(1);
  return new WritingFinder(width, height, inside)
    .find(gray)
    .filter(({ score }) => score >= DOUBT)
    .map(({ box }) => ({
      x: Math.max(0, box.x - MARGIN),
      y: Math.max(0, box.y - MARGIN),
      width: Math.min(width, box.x + box.width + MARGIN) - Math.max(0, box.x - MARGIN),
      height: Math.min(height, box.y + box.height + MARGIN) - Math.max(0, box.y - MARGIN),
    }));
}

const areaOf = (boxes: readonly Box[]) => boxes.reduce((sum, { width, height }) => sum + width * height, 0);

function cutOut([red, green, blue]: ColourPage, { x, y, width, height }: Box): Bitmap {
  const gray = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const at = (y + row) * red.width + x + column;
      gray[row * width + column] = (red.gray[at]! * 77 + green.gray[at]! * 150 + blue.gray[at]! * 29) >> 8;
    }
  return { width, height, gray };
}

function enlarged({ width, height, gray }: Bitmap): Bitmap {
  const [wide, high] = [SCALE * width, SCALE * height];
  const result = new Uint8Array(wide * high);
  for (let y = 0; y < high; y += 1)
    for (let x = 0; x < wide; x += 1)
      result[y * wide + x] = gray[Math.floor(y / SCALE) * width + Math.floor(x / SCALE)]!;
  return { width: wide, height: high, gray: result };
}

const inverted = ({ width, height, gray }: Bitmap): Bitmap => ({
  width,
  height,
  gray: gray.map((value) => 255 - value),
});
