import { isInside, type Picture, scaled } from '@endoveil/masking';
import { type Ocr, type PacketTable, type Sandbox, stillFrames, type VideoFacts } from '@endoveil/media';
import type { Task } from '@endoveil/work';
import { surveySize } from './survey.js';

const FRAMES = 5;
/** The overlay is read from the first minutes: it stays, and decoding hours for it would not pay. */
const WITHIN_MS = 120_000;

/** What stands beside the picture, as read from a few frames spread over the first minutes. */
export async function readOverlay(
  sandbox: Sandbox,
  ocr: Ocr,
  { facts, packets }: { readonly facts: VideoFacts; readonly packets: PacketTable },
  picture: Picture,
  task: Task,
): Promise<readonly string[]> {
  const { displayWidth: width, displayHeight: height } = facts;
  const small = surveySize(facts);
  const area = scaled(picture, width / small.width, height / small.height);
  const images: Uint8Array[] = [];
  const request = { path: task.sourcePath, facts, packets, count: FRAMES, withinMs: WITHIN_MS, signal: task.signal };
  for await (const gray of stillFrames(sandbox, request)) {
    images.push(forReading(gray, area, width, height));
    task.progress({ done: images.length, total: FRAMES });
  }
  const results = await ocr.read(
    images.map((bytes) => ({ bytes, layout: 'sparse' })),
    task.signal,
    () => task.progress({ done: 0 }),
  );
  return results.map(({ text }) => text);
}

/** Dark on light, without the picture, twice as large: overlays are small bright letters on black. Binary PGM. */
function forReading(gray: Uint8Array, picture: Picture, width: number, height: number): Uint8Array {
  const pixels = Buffer.alloc(4 * width * height, 255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (isInside(picture, x, y, -6)) continue;
      const value = 255 - gray[y * width + x]!;
      const at = 4 * y * width + 2 * x;
      pixels[at] = value;
      pixels[at + 1] = value;
      pixels[at + 2 * width] = value;
      pixels[at + 2 * width + 1] = value;
    }
  return Buffer.concat([Buffer.from(`P5\n${2 * width} ${2 * height}\n255\n`), pixels]);
}
