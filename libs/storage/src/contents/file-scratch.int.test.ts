import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FileScratch } from './file-scratch.js';

let root: string;
let scratch: FileScratch;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'endoveil-scratch-'));
  scratch = new FileScratch(root);
});
afterAll(() => rm(root, { recursive: true }));

it('is a private, empty folder that is gone afterwards', async () => {
  const job = randomUUID();
  {
    await using dir = await scratch.create(job, 3);
    expect((await stat(dir.path)).mode & 0o777).toBe(0o700);
    await mkdir(join(dir.path, 'deep'));
    await writeFile(join(dir.path, 'deep', 'plain'), 'x');
  }
  expect(await readdir(root)).not.toContain(job);
});

it('starts empty even where an earlier try died', async () => {
  const job = randomUUID();
  const first = await scratch.create(job, 1);
  await writeFile(join(first.path, 'left'), 'x');
  const again = await scratch.create(job, 1);
  expect(await readdir(again.path)).toEqual([]);
  await again.wipe();
  await again.wipe();
});

it('never follows a link out', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'endoveil-outside-'));
  await writeFile(join(outside, 'kept'), 'kept');
  const dir = await scratch.create(randomUUID(), 1);
  await symlink(outside, join(dir.path, 'link'));
  await dir.wipe();
  expect(await readFile(join(outside, 'kept'), 'utf8')).toBe('kept');
  await rm(outside, { recursive: true });
});

it.each([
  ['../../etc', 1],
  ['', 1],
  [randomUUID(), -1],
  [randomUUID(), 1.5],
  [`${randomUUID()}/..`, 1],
])('makes no path of %j and %j', async (job, fence) => {
  await expect(scratch.create(job, fence)).rejects.toBeInstanceOf(RangeError);
});

it('collects what has no live lease, and only that', async () => {
  const [live, dead] = [randomUUID(), randomUUID()];
  await scratch.create(live, 2);
  await scratch.create(live, 1);
  await scratch.create(dead, 7);
  const collected = await scratch.collect(async (job, fence) => job === live && fence === 2);
  expect(collected).toBe(2);
  expect(await readdir(join(root, live))).toEqual(['2']);
  expect(await readdir(root)).not.toContain(dead);
});

it('can be made by many at once while others wipe', async () => {
  const job = randomUUID();
  const oneAfterTheOther = async (lane: number) => {
    for (let i = 0; i < 300; i += 1) {
      await using dir = await scratch.create(job, lane * 1000 + i);
      await writeFile(join(dir.path, 'x'), 'x');
    }
  };
  await Promise.all([0, 1, 2, 3].map(oneAfterTheOther));
  expect(await readdir(root)).not.toContain(job);
});
