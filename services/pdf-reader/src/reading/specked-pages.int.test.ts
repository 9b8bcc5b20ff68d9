import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReportRig, type ReportRig } from '../report-rig.js';
import { RulesOnly } from '../rules-only.js';

const [WIDTH, HEIGHT] = [1240, 1754];
const lines = [
  'Herr Ottokar Kranzbichler, geb. 21.07.1953',
  'Befund der Gastroskopie: Im Antrum und im Korpus',
  'unauffällige Schleimhaut ohne Blutung und ohne Ulkus.',
  'Beurteilung: Keine Gastritis, keine Polypen.',
];

let rig: ReportRig;
beforeAll(async () => {
  rig = await openReportRig();
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
});

/** Black and white at 150 dpi, three pixels of a hundred turned over: OCR sees no line between them. */
async function badFax(): Promise<string> {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = '#000';
  context.font = '24px "DejaVu Sans"';
  for (const [i, line] of lines.entries()) context.fillText(line, 120, 200 + 60 * i);
  const image = context.getImageData(0, 0, WIDTH, HEIGHT);
  let seed = 7;
  for (let at = 0; at < image.data.length; at += 4) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const isDark = image.data[at]! < 150 !== seed < 0.03 * 2 ** 32;
    image.data.fill(isDark ? 0 : 255, at, at + 3);
  }
  context.putImageData(image, 0, 0);
  const document = await PDFDocument.create();
  const picture = await document.embedPng(canvas.toBuffer('image/png'));
  document.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
  const path = join(rig.folder, 'fax.pdf');
  await writeFile(path, await document.save());
  return path;
}

it('a page under the specks of a bad fax line is read without them, and a person is told', async () => {
  const result = await rig.run(new RulesOnly(rig.tools), await badFax());
  if (result.outcome !== 'anonymized') throw new Error(result.reason);
  expect(result.degraded).toBe('specks-removed');
  const said = await readFile(result.companion!.path, 'utf8');
  expect(said).toContain('Beurteilung: Keine Gastritis');
  expect(said).not.toMatch(/Kranzbichler|Ottokar|1953/);
  // and whoever looks at the result can read it as well
  const [page] = await rig.seen(result.artifact.path);
  expect(page!.text).toContain('Gastritis');
  expect(page!.text).not.toMatch(/Kranzbichler|Ottokar|1953/);
});
