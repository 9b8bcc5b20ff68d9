import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Sixteen times A5 at 200 dpi. */
const MOST_PIXELS = 32_000_000;
const MOST_PIECES = 100_000;

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
    writeGray(join(folder!, `${number}.gray`), canvas.data(), width * height);
    const content = await page.getTextContent({ includeMarkedContent: false });
    if (content.items.length > MOST_PIECES) return 5;
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
    process.stdout.write(`${JSON.stringify({ page: number, width, height, pieces })}\n`);
    page.cleanup();
  }
  await loading.destroy();
  return 0;
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

function writeGray(path: string, rgba: Buffer, count: number): void {
  const gray = Buffer.alloc(count);
  for (let i = 0, at = 0; i < count; i += 1, at += 4)
    gray[i] = (rgba[at]! * 77 + rgba[at + 1]! * 150 + rgba[at + 2]! * 29) >> 8;
  const file = openSync(path, 'wx', 0o600);
  writeSync(file, gray);
  closeSync(file);
}

process.exitCode = await main(process.argv.slice(2)).catch(() => 4);
