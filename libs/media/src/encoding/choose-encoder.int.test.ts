import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bubblewrap } from '../sandbox/bubblewrap.js';
import { canEncode, chooseEncoder } from './choose-encoder.js';
import { hardwareOf, standardEncoder } from './encoder.js';

const sandbox = bubblewrap();
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'encoders-'));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

it('passes an encoder that begins a group with every window', async () => {
  expect(await canEncode(sandbox, standardEncoder, dir)).toBe(true);
});

const missing = (['h264_nvenc', 'h264_vaapi'] as const).filter(
  (encoder) => !hardwareOf(encoder).devices.some((device) => existsSync(device)),
);
it.each(missing)('takes libx264 where there is no hardware for %s', async (encoder) => {
  expect(await chooseEncoder(sandbox, { ...standardEncoder, encoder }, dir)).toEqual(standardEncoder);
  expect(await readdir(dir)).toEqual([]);
});

it('takes libx264 for a proof of every sample', async () => {
  const wanted = { ...standardEncoder, encoder: 'h264_nvenc', lossless: true } as const;
  expect(await chooseEncoder(sandbox, wanted, dir)).toEqual({ ...wanted, encoder: 'libx264' });
});
