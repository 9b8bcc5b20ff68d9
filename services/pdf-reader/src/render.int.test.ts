import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap } from '@endoveil/media';
import { makeLongReport } from '@endoveil/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultLimits, renderPages } from './render.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'render-'));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

it('needs no more memory for the last scanned page than for the first few', async () => {
  const path = join(dir, 'scan.pdf');
  await makeLongReport({ path, pages: 12, medium: 'scan', seed: 3 });
  const task = {
    kind: 'report',
    sourcePath: path,
    scratchDir: dir,
    knownValues: [],
    signal: new AbortController().signal,
    progress: () => undefined,
  } as const;
  let pages = 0;
  for await (const _ of renderPages(bubblewrap(), task, { ...defaultLimits, memoryMiB: 400 })) pages += 1;
  expect(pages).toBe(12);
});
