import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { decodeJpegsNatively } from './native-jpegs.js';

/** Sixteen times A5 at 200 dpi. */
const MOST_PIXELS = 32_000_000;
const MOST_PIECES = 100_000;
/** On one page: ten times what the smallest print fits on it. */
const MOST_LETTERS = 150_000;

/**
 * The program that runs in the sandbox: `node render-pages.js SOURCE FOLDER DPI MOST_PAGES`. Writes for each page a grey
 * picture (`1.gray`) and one JSON line on standard output: its size and the pieces of its text layer, in pixels.
 * Exit code 3: encrypted; 4: not a PDF that can be read; 5: too many or too large pages.
 */
async function main([source, folder, dpi, mostPages]: readonly string[]): Promise<number> {
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const loading = getDocument({
    data: new Uint8Array(readFileSync(source!)),
    standardFontDataUrl: `${join(home, 'standard_fonts')}/`,
    cMapUrl: `${join(home, 'cmaps')}/`,
    wasmUrl: `${join(home, 'wasm')}/`,
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    enableXfa: false,
    isImageDecoderSupported: true,
  });
  let document: Awaited<typeof loading.promise>;
  try {
    document = await loading.promise;
  } catch (error) {
    return (error as Error).name === 'PasswordException' ? 3 : 4;
  }
  if (document.numPages > Number(mostPages)) return 5;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: Number(dpi) / 72 });
    const [width, height] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))];
    if (width * height > MOST_PIXELS) return 5;
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    await page.render({ canvas: canvas as never, canvasContext: context as never, viewport, intent: 'print' }).promise;
    const rgba = canvas.data();
    write(join(folder!, `${number}.gray`), grayOf(rgba, width * height));
    const coloured = holdsColour(rgba, width, height);
    if (coloured) write(join(folder!, `${number}.rgb`), rgbOf(rgba, width * height));
    const content = await page.getTextContent({ includeMarkedContent: false });
    if (content.items.length > MOST_PIECES) return 5;
    let letters = 0;
    for (const item of content.items) letters += 'str' in item ? item.str.length : 0;
    if (letters > MOST_LETTERS) return 5;
    const pieces = content.items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [a, b, , , e, f] = multiply(viewport.transform as unknown as Matrix, item.transform as unknown as Matrix);
      const scale = Number(dpi) / 72;
      return [
        {
          text: item.str,
          x: e,
          y: f,
          dx: a,
          dy: b,
          length: item.width * scale,
          height: Math.max(4, item.height * scale),
        },
      ];
    });
    process.stdout.write(`${JSON.stringify({ page: number, width, height, coloured, pieces })}\n`);
    page.cleanup();
    await giveBack();
  }
  await loading.destroy();
  return 0;
}

/** What this program may hold before everything is looked through for what it no longer needs. */
const MOST_HELD_BYTES = 240 * 1024 * 1024;

/**
 * Pictures lie outside of the heap, tens of MiB a page: nothing else tells the collector, and what it finds is only given
 * back between two turns. A page's own are young, so that looking through what is young mostly does; looking through all
 * takes longer than rendering.
 */
async function giveBack(): Promise<void> {
  globalThis.gc?.({ type: 'minor' });
  await nextTurn();
  if (process.memoryUsage.rss() < MOST_HELD_BYTES) return;
  globalThis.gc?.();
  await nextTurn();
}

type Matrix = readonly [number, number, number, number, number, number];

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

function grayOf(rgba: Buffer, count: number): Buffer {
  const gray = Buffer.alloc(count);
  // a pixel as one number, red lowest: four reads less than its four bytes
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, count);
  for (let i = 0; i < count; i += 1) {
    const pixel = pixels[i]!;
    gray[i] = ((pixel & 255) * 77 + ((pixel >> 8) & 255) * 150 + ((pixel >> 16) & 255) * 29) >> 8;
  }
  return gray;
}

function rgbOf(rgba: Buffer, count: number): Buffer {
  const rgb = Buffer.alloc(3 * count);
  for (let i = 0, at = 0; i < 3 * count; i += 3, at += 4) {
    rgb[i] = rgba[at]!;
    rgb[i + 1] = rgba[at + 1]!;
    rgb[i + 2] = rgba[at + 2]!;
  }
  return rgb;
}

/** Pixels are looked at in this raster. */
const RASTER = 8;
/** So many coloured places are the smallest picture: 80 by 80 pixels. */
const LEAST_PLACES = 100;

/** True when enough of the page is of a colour that paper and ink do not have. */
function holdsColour(rgba: Buffer, width: number, height: number): boolean {
  let places = 0;
  for (let y = 0; y < height; y += RASTER)
    for (let x = 0; x < width; x += RASTER) {
      const at = 4 * (y * width + x);
      const [red, green, blue] = [rgba[at]!, rgba[at + 1]!, rgba[at + 2]!];
      if (Math.max(red, green, blue) - Math.min(red, green, blue) > 40) places += 1;
    }
  return places >= LEAST_PLACES;
}

function write(path: string, bytes: Buffer): void {
  const file = openSync(path, 'wx', 0o600);
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  closeSync(file);
}

decodeJpegsNatively();
process.exitCode = await main(process.argv.slice(2)).catch(() => 4);
