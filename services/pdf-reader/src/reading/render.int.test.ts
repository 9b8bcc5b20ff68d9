import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { bubblewrap } from '@endoveil/media';
import { makeLongReport } from '@endoveil/testing';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultLimits, loadPage, renderPages } from './render.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'render-'));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

const taskOf = (sourcePath: string, scratchDir: string) =>
  ({
    kind: 'report',
    sourcePath,
    scratchDir,
    knownValues: [],
    signal: new AbortController().signal,
    progress: () => undefined,
  }) as const;

it('needs no more memory for the last scanned page than for the first few', async () => {
  const path = join(dir, 'scan.pdf');
  await makeLongReport({ path, pages: 12, medium: 'scan', seed: 3 });
  const task = taskOf(path, dir);
  let pages = 0;
  for await (const _ of renderPages(bubblewrap(), task, { ...defaultLimits, memoryMiB: 400 })) pages += 1;
  expect(pages).toBe(12);
});

const [WIDE, HIGH] = [400, 300];
/** Light grey, a dark field at the upper left. */
function picture(): Sharp {
  const pixels = Buffer.alloc(3 * WIDE * HIGH, 200);
  for (let y = 0; y < HIGH / 2; y += 1) pixels.fill(30, 3 * y * WIDE, 3 * (y * WIDE + WIDE / 2));
  return sharp(pixels, { raw: { width: WIDE, height: HIGH, channels: 3 } });
}

/** The grey of the picture's four quarters, where it fills a page. */
async function quartersOf(name: string, jpeg: Uint8Array): Promise<number[]> {
  const document = await PDFDocument.create();
  document.addPage([WIDE, HIGH]).drawImage(await document.embedJpg(jpeg), { x: 0, y: 0, width: WIDE, height: HIGH });
  const path = join(dir, `${name}.pdf`);
  await writeFile(path, await document.save());
  const scratch = await mkdtemp(join(dir, 'jpeg-'));
  for await (const { file } of renderPages(bubblewrap(), taskOf(path, scratch))) {
    const { width, height, gray } = await loadPage(file);
    return [0.25, 0.75].flatMap((y) =>
      [0.25, 0.75].map((x) => gray[Math.floor(y * height) * width + Math.floor(x * width)]!),
    );
  }
  throw new Error('no page');
}

/** EXIF that says only how the picture lies. */
const lies = (orientation: number, padding = 0) =>
  segment(0xe1, Buffer.from([...tag('Exif\0'), padding, ...tag('MM\0*\0\0\0\b'), ...entry(orientation), 0, 0, 0, 0]));
const tag = (text: string) => Buffer.from(text, 'latin1');
const entry = (orientation: number) => [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
const [SOF, SOS] = [0xc0, 0xda];
/** With more in it, before its frame or before its scan. */
function planted(jpeg: Buffer, before: number, more: Buffer): Buffer {
  let at = 2;
  while (jpeg[at + 1] !== before) at += 2 + jpeg.readUInt16BE(at + 2);
  return Buffer.concat([jpeg.subarray(0, at), more, jpeg.subarray(at)]);
}
/** With a profile of colours by which what is light is shown dark. */
async function darkened(): Promise<Buffer> {
  const jpeg = await picture().withIccProfile('srgb').jpeg().toBuffer();
  for (let at = jpeg.indexOf('para'); at >= 0; at = jpeg.indexOf('para', at + 1)) jpeg.writeUInt32BE(0x80000, at + 12);
  return jpeg;
}

it.each<[string, () => Promise<Buffer>]>([
  ['darkened by its profile', darkened],
  ['mirrored by what stands behind its frame', async () => planted(await picture().jpeg().toBuffer(), SOS, lies(2))],
  ['turned by what stands behind its frame', async () => planted(await picture().jpeg().toBuffer(), SOS, lies(3))],
  ['mirrored by what is marked oddly', async () => planted(await picture().jpeg().toBuffer(), SOF, lies(2, 1))],
  ['mirrored twice', async () => planted(planted(await picture().jpeg().toBuffer(), SOF, lies(1)), SOS, lies(2))],
  ['in three colours', async () => await picture().jpeg().toBuffer()],
  ['in grey', async () => await picture().toColourspace('b-w').jpeg().toBuffer()],
  ['in four colours', async () => await picture().toColourspace('cmyk').jpeg().toBuffer()],
  ['sharpened step by step', async () => await picture().jpeg({ progressive: true }).toBuffer()],
  ['that a camera calls turned', async () => await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer()],
  ['with colours of its own', async () => await picture().withIccProfile('p3').jpeg().toBuffer()],
  ['that lacks its end', async () => (await picture().jpeg().toBuffer()).subarray(0, -40)],
])('shows a JPEG %s as it lies in the file', async (name, jpegOf) => {
  const [dark, ...light] = await quartersOf(name, await jpegOf());
  expect(dark).toBeLessThan(90);
  for (const grey of light.slice(0, name.includes('lacks') ? 1 : 3)) expect(Math.abs(grey - 200)).toBeLessThan(30);
});
