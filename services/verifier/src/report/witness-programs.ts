import { randomInt } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { type PageImage, renderPages } from './pdf-tools.js';

const LIMITS = { memoryMiB: 512, deadlineSeconds: 60 };
const NO_CODE = 4;

/** What ocrad reads: another program than tesseract, because two runs of one program are one witness. */
export async function readByOcrad(sandbox: Sandbox, page: PageImage, task: VerifyTask): Promise<string> {
  const { exitCode, stdout } = await look(sandbox, 'ocrad', ['--charset=iso-8859-15', '--format=utf8'], [page], task);
  if (exitCode !== 0) throw new Error('the witness failed');
  return stdout.toString();
}

/** What the bar and QR codes of pages say, in one run; empty when there are none. Throws when one page cannot be read. */
export async function readCodes(sandbox: Sandbox, pages: readonly PageImage[], task: VerifyTask): Promise<string> {
  const { exitCode, stdout } = await look(sandbox, 'zbarimg', ['--quiet', '--raw'], pages, task);
  if (exitCode !== 0 && exitCode !== NO_CODE) throw new Error('the code reader failed');
  return stdout.toString();
}

async function look(
  sandbox: Sandbox,
  program: string,
  args: readonly string[],
  pages: readonly PageImage[],
  task: VerifyTask,
) {
  // of their own names: both look at a page at a time
  const files = pages.map((page, i) => ({
    page,
    path: join(task.scratchDir, `${program}-${i}.pgm`),
    seenAs: `/in/${i}.pgm`,
  }));
  try {
    await Promise.all(files.map(({ page, path }) => writeFile(path, page.pgm, { mode: 0o644 })));
    return await sandbox.output({
      program,
      args: [...args, ...files.map(({ seenAs }) => seenAs)],
      reads: files.map(({ path, seenAs }) => ({ hostPath: path, seenAs })),
      limits: LIMITS,
      signal: task.signal,
    });
  } finally {
    await Promise.all(files.map(({ path }) => rm(path, { force: true })));
  }
}

/** Each of them was read at this size, alone and in company. */
const WORDS = 'window garden number winter ribbon kitchen corner donkey mother silver basket orange'.split(' ');

/** Throws when ocrad does not read two random words that were just rendered: then its silence says nothing. */
export async function assertOcradReads(sandbox: Sandbox, task: VerifyTask): Promise<void> {
  const words = [WORDS[randomInt(WORDS.length)]!, WORDS[randomInt(WORDS.length)]!];
  const path = join(task.scratchDir, 'control.pdf');
  await writeFile(path, pageSaying(words.join(' ')), { mode: 0o644 });
  try {
    const [page] = await renderPages(sandbox, 250, task, { path });
    const text = (await readByOcrad(sandbox, page!, task)).toLowerCase();
    if (!words.every((word) => text.includes(word))) throw new Error('the control was not read');
  } finally {
    await rm(path, { force: true });
  }
}

/** Throws when zbarimg does not read a random number that was just drawn. */
export async function assertCodesAreRead(sandbox: Sandbox, task: VerifyTask): Promise<void> {
  const number = String(randomInt(100_000, 999_999));
  if (!(await readCodes(sandbox, [barCode(number)], task)).includes(number))
    throw new Error('the control was not read');
}

function pageSaying(text: string): string {
  const content = `BT /F 24 Tf 20 40 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('');
  // without a table: poppler finds the objects by itself
  return `%PDF-1.4\n${body}trailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n`;
}

/** Code 39 (ISO/IEC 16388): nine elements a sign, bar first, 1 is wide. */
const CODE_39: Readonly<Record<string, string>> = {
  0: '000110100',
  1: '100100001',
  2: '001100001',
  3: '101100000',
  4: '000110001',
  5: '100110000',
  6: '001110000',
  7: '000100101',
  8: '100100100',
  9: '001100100',
  '*': '010010100',
};

export function barCode(digits: string): PageImage {
  const columns: number[] = Array.from({ length: 60 }, () => 255);
  for (const sign of `*${digits}*`) {
    for (const [i, wide] of [...CODE_39[sign]!].entries())
      for (let n = 0; n < (wide === '1' ? 9 : 3); n += 1) columns.push(i % 2 === 0 ? 0 : 255);
    columns.push(255, 255, 255);
  }
  for (let n = 0; n < 60; n += 1) columns.push(255);
  const [width, height] = [columns.length, 160];
  const gray = Buffer.alloc(width * height, 255);
  for (let y = 20; y < height - 20; y += 1) gray.set(columns, y * width);
  return { width, height, gray, pgm: Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), gray]) };
}
