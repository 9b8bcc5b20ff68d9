import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvidenceCrop } from '@endoveil/contracts';
import type { Box } from '@endoveil/media';
import sharp from 'sharp';
import type { Bitmap } from '../reading/bitmap.js';

/** Enough for any reviewer; a page full of boxes needs no more of them. */
const MOST_CROPS = 400;
const MOST_BYTES = 8 * 1024 * 1024;
const QUALITY = 45;

/** What the source shows where something was covered: a reviewer sees at once whether that was right. */
export class Evidence {
  private readonly crops: EvidenceCrop[] = [];
  private bytes = 0;

  /** `bitmap`: the page before anything is covered. */
  async add(page: number, bitmap: Bitmap, boxes: readonly Box[]): Promise<void> {
    if (this.bytes >= MOST_BYTES) return;
    const places = boxes.map((one) => within(one, bitmap)).filter(({ width, height }) => width >= 1 && height >= 1);
    // side by side: each alone waits for its turn longer than it takes
    const jpegs = await Promise.all(
      places.slice(0, MOST_CROPS - this.crops.length).map(async (box) => await jpegOf(bitmap, box)),
    );
    for (const [i, jpeg] of jpegs.entries()) {
      if (this.bytes >= MOST_BYTES) return;
      this.bytes += jpeg.length;
      this.crops.push({ page, box: places[i]!, jpeg: jpeg.toString('base64') });
    }
  }

  /** Writes them to scratch; answers the path. */
  async write(folder: string): Promise<string> {
    const path = join(folder, 'evidence.json');
    await writeFile(path, JSON.stringify(this.crops), { mode: 0o600 });
    return path;
  }
}

const jpegOf = async ({ gray, width, height }: Bitmap, box: Box): Promise<Buffer> =>
  await sharp(gray, { raw: { width, height, channels: 1 } })
    .extract({ left: box.x, top: box.y, width: box.width, height: box.height })
    .jpeg({ quality: QUALITY })
    .toBuffer();

function within({ x, y, width, height }: Box, page: Bitmap): Box {
  const [left, top] = [Math.max(0, Math.floor(x)), Math.max(0, Math.floor(y))];
  return {
    x: left,
    y: top,
    width: Math.min(page.width, Math.ceil(x + width)) - left,
    height: Math.min(page.height, Math.ceil(y + height)) - top,
  };
}
