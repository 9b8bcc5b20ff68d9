import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap } from '@endoveil/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaksIn } from './canaries.js';
import { encodeStep } from './encode-step.js';
import { evidenceOf, PLANTED_WORD, plantedChannels } from './planted-channels.js';
import { smallExam } from './small-exam.js';

let folder: string;
let base: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'channels-'));
  base = join(folder, 'base.mp4');
  await smallExam({ path: base, seed: 1, seconds: 0.4, happening: 'control-no-text' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('planted channels', () => {
  it('are twenty-one, and each is found where it was planted', async () => {
    const missing = [];
    for (const [name, plant] of Object.entries(plantedChannels)) {
      const found = await leaksIn(await plant(base, folder));
      if (!found.includes(evidenceOf[name] ?? PLANTED_WORD)) missing.push(name);
    }
    expect(missing).toEqual([]);
    expect(Object.keys(plantedChannels)).toHaveLength(21);
  });

  it('are gone after the encode step, which a copy of the file would not be', async () => {
    const planted = await plantedChannels['cover']!(base, folder);
    const output = await encodeStep(bubblewrap(), planted, await mkdtemp(join(folder, 'scratch-')));
    expect(await leaksIn(output)).toEqual([]);
    const copy = join(folder, 'copy.mp4');
    await copyFile(planted, copy);
    expect(await leaksIn(copy)).not.toEqual([]);
  });
});
