import { isInside, type Picture, scaled, type Sight } from '@endoveil/masking';
import { type Ocr, type OcrImage, type OcrResult, type Sandbox, stillFrames } from '@endoveil/media';
import type { Task } from '@endoveil/work';
import type { PlacedWord } from './overlay-fields.js';
import { type Survey, surveySize } from '../plan/survey.js';

const FRAMES = 3;
/** The overlay is read from the first minutes: it stays, and decoding hours for it would not pay. */
const WITHIN_MS = 120_000;
/** Ink on a panel is brighter. */
const INK = 70;
/** Letters of a frame lower than this are enlarged before they are read. */
const SMALL_HEIGHT = 900;

/** What stands beside the picture, as read from a few frames of the first minutes. */
export async function readOverlay(
  sandbox: Sandbox,
  ocr: Ocr,
  { facts, packets }: Survey,
  picture: Picture,
  task: Task,
): Promise<readonly (readonly PlacedWord[])[]> {
  const { displayWidth: width, displayHeight: height } = facts;
  const small = surveySize(facts);
  const area = scaled(picture, width / small.width, height / small.height);
  const parts: ReadPart[] = [];
  const request = { path: task.sourcePath, facts, packets, count: FRAMES, withinMs: WITHIN_MS, signal: task.signal };
  for await (const luma of stillFrames(sandbox, request)) {
    const part = forReading(luma, area, width, height);
    if (part) parts.push(part);
  }
  const images = parts.map(({ bytes }): OcrImage => ({ bytes, layout: 'sparse' }));
  const results = await read(ocr, images, task);
  return results.map(({ words }, i) => words.map((word) => placed(word, parts[i]!)));
}

/** What stood inside the picture, one text for each sight. */
export async function readSights(ocr: Ocr, sights: readonly Sight[], task: Task): Promise<readonly string[]> {
  const images = sights.map((sight): OcrImage => ({ bytes: enlarged(sight), layout: 'line' }));
  return (await read(ocr, images, task)).map(({ text }) => text).filter((text) => text.trim() !== '');
}

async function read(ocr: Ocr, images: readonly OcrImage[], task: Task): Promise<readonly OcrResult[]> {
  return images.length === 0 ? [] : await ocr.read(images, task.signal, () => task.progress({ done: 0 }));
}

/** Part of a frame as it is read: where it begins there, in display pixels, and how often it was enlarged. */
interface ReadPart {
  readonly bytes: Uint8Array;
  readonly x: number;
  readonly y: number;
  readonly times: number;
}

const placed = ({ text, line, box }: OcrResult['words'][number], { x, y, times }: ReadPart): PlacedWord => ({
  text,
  line,
  box: { x: x + box.x / times, y: y + box.y / times, width: box.width / times, height: box.height / times },
});

/**
 * Dark on light, without the picture, cut to where the ink is: overlays are small bright letters on black. Binary PGM;
 * undefined when there is no ink.
 */
function forReading(luma: Uint8Array, picture: Picture, width: number, height: number): ReadPart | undefined {
  const ink = new Uint8Array(width * height);
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const value = luma[y * width + x]!;
      if (isInside(picture, x, y, -6)) continue;
      ink[y * width + x] = value;
      if (value < INK) continue;
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    }
  if (right < left) return undefined;
  const margin = 12;
  const box = { x: Math.max(0, left - margin), y: Math.max(0, top - margin) };
  const size = {
    width: Math.min(width, right + margin) - box.x,
    height: Math.min(height, bottom + margin) - box.y,
  };
  const times = height < SMALL_HEIGHT ? 2 : 1;
  return { ...box, times, bytes: inverted(ink, width, { ...box, ...size }, times) };
}

/** Three times as large: sights are cut from small frames. Letters that run up or down are turned to run across. */
function enlarged({ luma, box, turned }: Sight): Uint8Array {
  const { width, height } = box;
  if (!turned) return inverted(luma, width, { x: 0, y: 0, width, height }, 3);
  const across = new Uint8Array(luma.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) across[x * height + height - 1 - y] = luma[y * width + x]!;
  return inverted(across, height, { x: 0, y: 0, width: height, height: width }, 3);
}

interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of a plane as its negative, each pixel as a square of `times` pixels. Binary PGM. */
function inverted(plane: Uint8Array, stride: number, { x, y, width, height }: Part, times: number): Uint8Array {
  const [wide, high] = [width * times, height * times];
  const pixels = Buffer.alloc(wide * high);
  for (let row = 0; row < high; row += 1)
    for (let column = 0; column < wide; column += 1)
      pixels[row * wide + column] =
        255 - plane[(y + Math.floor(row / times)) * stride + x + Math.floor(column / times)]!;
  return Buffer.concat([Buffer.from(`P5\n${wide} ${high}\n255\n`), pixels]);
}
