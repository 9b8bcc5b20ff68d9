import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap } from '@endoveil/media';
import type { VerifyTask } from '@endoveil/work';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PageImage } from './pdf-tools.js';
import { barCode, readCodes } from './witness-programs.js';

const sandbox = bubblewrap();
let scratchDir: string;
beforeAll(async () => {
  scratchDir = await mkdtemp(join(tmpdir(), 'codes-'));
});
afterAll(() => rm(scratchDir, { recursive: true }));

function blank(): PageImage {
  const gray = Buffer.alloc(400 * 300, 255);
  return { width: 400, height: 300, gray, pgm: Buffer.concat([Buffer.from('P5\n400 300\n255\n'), gray]) };
}

const codesOf = async (...pages: readonly PageImage[]) =>
  await readCodes(sandbox, pages, { scratchDir, signal: new AbortController().signal } as VerifyTask);

it.each([0, 1, 2])('reads a code on page %d of three, and leaves nothing behind', async (at) => {
  const pages = [blank(), blank(), blank()].with(at, barCode('418207'));
  expect((await codesOf(...pages)).trim()).toBe('418207');
  expect(await readdir(scratchDir)).toEqual([]);
});

it('says nothing of pages without a code', async () => {
  expect(await codesOf(blank(), blank())).toBe('');
});

it.each([0, 1])('fails when page %d of two cannot be read, whatever stands on the other', async (at) => {
  const whole = blank();
  const broken = { ...whole, pgm: whole.pgm.subarray(0, 500) };
  await expect(codesOf(...[whole, whole].with(at, broken))).rejects.toThrow('the code reader failed');
});
