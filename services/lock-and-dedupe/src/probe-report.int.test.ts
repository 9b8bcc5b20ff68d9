import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap } from '@endoveil/media';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { probeReport } from './probe-report.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'probe-report-'));
});
afterAll(async () => await rm(dir, { recursive: true }));

/** Two pages under a title of several lines. */
function titled(title: string): Buffer {
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>';
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>',
    page,
    page,
    `<</Title(${title})>>`,
  ];
  let text = '%PDF-1.4\n';
  const rows = objects.map((object, i) => {
    const row = `${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return row;
  });
  const start = text.length;
  text += `xref\n0 6\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size 6/Root 1 0 R/Info 5 0 R>>\n`;
  return Buffer.from(`${text}startxref\n${start}\n%%EOF\n`);
}

it.each([
  ['a title', 2, undefined],
  ['a title', 1, 'too-large'],
  ['a\\nPages:          1', 1, 'too-large'],
  ['a\\nPages:          9', 2, undefined],
  ['a\\nEncrypted:      yes', 2, undefined],
])('under the title %j of two pages and at most %i it says %s', async (title, mostPages, reason) => {
  const path = join(dir, 'report.pdf');
  await writeFile(path, titled(title));
  const limits = { mostPages, memoryMiB: 512, deadlineSeconds: 60 };
  expect(await probeReport(bubblewrap(), path, limits, new AbortController().signal)).toBe(reason);
});
