import type { Box, OcrImage } from '@endoveil/media';

/** A grey picture, one byte a pixel, row by row. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly gray: Uint8Array;
}

/** As OCR takes it. */
export const pictureOf = ({ width, height, gray }: Bitmap): Pick<OcrImage, 'bytes' | 'size'> => ({
  bytes: gray,
  size: { width, height },
});

/** Turned clockwise by a number of quarters. */
export function turned(bitmap: Bitmap, quarters: number): Bitmap {
  if (quarters % 4 === 0) return bitmap;
  const { width, height, gray } = turned(bitmap, quarters - 1);
  const result = new Uint8Array(gray.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) result[x * height + (height - 1 - y)] = gray[y * width + x]!;
  return { width: height, height: width, gray: result };
}

/** Fills boxes with black, or with another grey, in place. */
export function blacken({ width, height, gray }: Bitmap, boxes: readonly Box[], shade = 0): void {
  for (const box of boxes) {
    const left = Math.max(0, Math.floor(box.x));
    const right = Math.min(width, Math.ceil(box.x + box.width));
    for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(height, Math.ceil(box.y + box.height)); y += 1)
      if (right > left) gray.fill(shade, y * width + left, y * width + right);
  }
}

/** What of a page is ink. */
export interface Ink {
  /** Grey up to this is ink. */
  readonly threshold: number;
  /** Share of such pixels. */
  readonly share: number;
}

export function inkOf({ gray }: Bitmap): Ink {
  const counts = greysOf(gray);
  const threshold = inkThreshold(counts);
  return { threshold, share: counts.slice(0, threshold + 1).reduce((sum, count) => sum + count, 0) / gray.length };
}

/** How many pixels are of each grey. */
function greysOf(gray: Uint8Array): Float64Array {
  // paper is one grey nearly everywhere: adding to the same number again and again waits for itself, four do not
  const counts = new Uint32Array(4 * 256);
  const most = gray.length - (gray.length % 4);
  for (let i = 0; i < most; i += 4) {
    counts[gray[i]!]! += 1;
    counts[256 + gray[i + 1]!]! += 1;
    counts[512 + gray[i + 2]!]! += 1;
    counts[768 + gray[i + 3]!]! += 1;
  }
  for (let i = most; i < gray.length; i += 1) counts[gray[i]!]! += 1;
  return Float64Array.from(
    { length: 256 },
    (_, level) => counts[level]! + counts[256 + level]! + counts[512 + level]! + counts[768 + level]!,
  );
}

/** The grey level that parts ink from paper best (Otsu 1979), kept off the ends so that a blank page stays blank. */
function inkThreshold(counts: Float64Array): number {
  let [total, sum] = [0, 0];
  for (let level = 0; level < 256; level += 1) {
    total += counts[level]!;
    sum += level * counts[level]!;
  }
  let [below, belowSum, best, threshold] = [0, 0, 0, 128];
  for (let level = 0; level < 256; level += 1) {
    below += counts[level]!;
    belowSum += level * counts[level]!;
    const above = total - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (belowSum / below - (sum - belowSum) / above) ** 2;
    if (between > best) [best, threshold] = [between, level];
  }
  return Math.min(190, Math.max(90, threshold));
}
