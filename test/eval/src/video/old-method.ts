import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, tesseractBatch } from '@endoveil/media';
import { widened } from './legible.js';
import type { Frames } from './score-clip.js';
import { type PlaneFrame, PlaneFrames } from './plane-frames.js';
import type { TruthBox, TruthClip } from './truth.js';

/** The rectangle that presets of today's systems keep by default, as shares of the frame: 550,0,1350,1080 of 1920x1080. */
const KEPT = { left: 550 / 1920, right: 1900 / 1920 };
const SAMPLES = 24;
const CONFIDENT = 30;

/**
 * How the systems before this one did it: one fixed rectangle is kept, and OCR looks at 24 frames of the whole video.
 * Generous to it: every word that OCR saw once is covered for good.
 */
export async function oldMethod(sandbox: Sandbox, path: string, clip: TruthClip): Promise<Frames & AsyncDisposable> {
  const [width, height] = clip.size;
  const words = await wordsIn(sandbox, path, clip);
  const black: TruthBox[] = [
    [0, 0, Math.round(KEPT.left * width), height],
    [Math.round(KEPT.right * width), 0, width, height],
    ...words.map((box) => widened(box, width, height)),
  ];
  const frames = new PlaneFrames(path, width, height);
  return {
    async next() {
      const frame = await frames.next();
      if (frame) for (const box of black) blacken(frame, box);
      return frame;
    },
    [Symbol.asyncDispose]: () => frames[Symbol.asyncDispose](),
  };
}

async function wordsIn(sandbox: Sandbox, path: string, { size, frames }: TruthClip): Promise<TruthBox[]> {
  const [width, height] = size;
  const wanted = new Set(Array.from({ length: SAMPLES }, (_, i) => Math.floor(((i + 0.5) * frames) / SAMPLES)));
  const images: { bytes: Uint8Array; layout: 'sparse' }[] = [];
  await using reader = new PlaneFrames(path, width, height);
  for (let frame = await reader.next(); frame; frame = await reader.next())
    if (wanted.has(reader.count - 1)) images.push({ bytes: portableGraymap(frame), layout: 'sparse' });
  const scratch = await mkdtemp(join(tmpdir(), 'endoveil-eval-old-'));
  try {
    await using ocr = tesseractBatch(sandbox, scratch);
    const pages = await ocr.read(images, new AbortController().signal);
    return pages
      .flatMap((page) => page.words)
      .filter(({ confidence }) => confidence >= CONFIDENT)
      .map(({ box }) => [box.x, box.y, box.x + box.width, box.y + box.height]);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const portableGraymap = ({ width, height, planes }: PlaneFrame): Uint8Array =>
  Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), planes[0]]);

function blacken({ width, planes }: PlaneFrame, [left, top, right, bottom]: TruthBox): void {
  for (let y = top; y < bottom; y += 1) {
    planes[0].fill(0, y * width + left, y * width + right);
    for (const colour of planes.slice(1)) colour.fill(128, y * width + left, y * width + right);
  }
}
