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
    for (const box of boxes.map((one) => within(one, bitmap))) {
      if (box.width < 1 || box.height < 1 || this.crops.length >= MOST_CROPS || this.bytes >= MOST_BYTES) continue;
      const { x, y, width, height } = box;
      const jpeg = await sharp(bitmap.gray, { raw: { width: bitmap.width, height: bitmap.height, channels: 1 } })
        .extract({ left: x, top: y, width, height })
        .jpeg({ quality: QUALITY })
        .toBuffer();
      this.bytes += jpeg.length;
      this.crops.push({ page, box, jpeg: jpeg.toString('base64') });
    }
  }

  /** Writes them to scratch; answers the path. */
  async write(folder: string): Promise<string> {
    const path = join(folder, 'evidence.json');
    await writeFile(path, JSON.stringify(this.crops), { mode: 0o600 });
    return path;
  }
}

function within({ x, y, width, height }: Box, page: Bitmap): Box {
  const [left, top] = [Math.max(0, Math.floor(x)), Math.max(0, Math.floor(y))];
  return {
    x: left,
    y: top,
    width: Math.min(page.width, Math.ceil(x + width)) - left,
    height: Math.min(page.height, Math.ceil(y + height)) - top,
  };
}
