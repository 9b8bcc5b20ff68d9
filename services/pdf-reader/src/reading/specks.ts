import type { Bitmap } from './bitmap.js';

/** Grey up to this belongs to a speck: rendering leaves a rim around each. */
const RIM = 200;
/** Pixels of a speck at most, at 200 dpi: a dot of small print has more. */
const LARGEST = 9;
/** A page of print has some hundred dots; more specks than one in so many pixels are none of it. */
const ONE_IN = 1000;

/**
 * The page without the specks that a bad line or a bad copier strewed over it, between which OCR finds no line; undefined
 * where there are no more of them than dots. What hangs together with anything else stays, so no stroke is lost.
 */
export function withoutSpecks({ width, height, gray }: Bitmap): Bitmap | undefined {
  const clean = gray.slice();
  const seen = new Uint8Array(gray.length);
  const stack: number[] = [];
  const speck = new Int32Array(LARGEST);
  let specks = 0;
  for (let start = 0; start < gray.length; start += 1) {
    if (seen[start] === 1 || gray[start]! > RIM) continue;
    seen[start] = 1;
    stack.push(start);
    let size = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (size < LARGEST) speck[size] = at;
      size += 1;
      const x = at % width;
      const [left, right] = [x > 0 ? -1 : 0, x < width - 1 ? 1 : 0];
      for (let row = at - width; row <= at + width; row += width) {
        if (row < 0 || row >= gray.length) continue;
        for (let to = row + left; to <= row + right; to += 1) {
          if (seen[to] === 1 || gray[to]! > RIM) continue;
          seen[to] = 1;
          stack.push(to);
        }
      }
    }
    if (size > LARGEST) continue;
    specks += 1;
    for (let i = 0; i < size; i += 1) clean[speck[i]!] = 255;
  }
  return specks * ONE_IN > gray.length ? { width, height, gray: clean } : undefined;
}
