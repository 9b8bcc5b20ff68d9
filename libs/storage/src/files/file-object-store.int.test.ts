import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, it } from 'vitest';
import { FileObjectStore } from './file-object-store.js';
import { objectStoreConformance } from './object-store.conformance.js';
import { openZones } from './zones.js';

const dirs: string[] = [];
async function newZones() {
  const dir = await mkdtemp(join(tmpdir(), 'endoveil-store-'));
  dirs.push(dir);
  return openZones(dir);
}
afterAll(() => Promise.all(dirs.map((dir) => rm(dir, { recursive: true }))));

objectStoreConformance('files', async () => new FileObjectStore(await newZones()));

it('keeps files and folders to itself', async () => {
  const zones = await newZones();
  const name = randomBytes(16).toString('hex');
  await new FileObjectStore(zones).create('sensitive', name, Readable.from([Buffer.from('x')]));
  expect((await stat(join(zones.sensitive, name))).mode & 0o777).toBe(0o600);
  for (const dir of Object.values(zones)) expect((await stat(dir)).mode & 0o777, dir).toBe(0o700);
  expect(await readdir(zones.landing)).toEqual([]);
});

it('follows no link that stands in a zone', async () => {
  const zones = await newZones();
  const store = new FileObjectStore(zones);
  const name = randomBytes(16).toString('hex');
  const outside = join(zones.scratch, 'outside');
  await writeFile(outside, 'secret');
  await symlink(outside, join(zones.sensitive, name));
  expect(await store.has('sensitive', name)).toBe(false);
  await expect(Readable.from(store.read('sensitive', name)).toArray()).rejects.toThrow('ELOOP');
});

it('refuses a zone that is a link', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'endoveil-store-'));
  dirs.push(dir);
  await symlink(tmpdir(), join(dir, 'sensitive'));
  await expect(openZones(dir)).rejects.toThrow('not a link');
});

it('sweeps what a dead writer left, and only that', async () => {
  const zones = await newZones();
  const store = new FileObjectStore(zones);
  await writeFile(join(zones.landing, `${'a'.repeat(32)}.part`), 'half');
  await writeFile(join(zones.landing, 'somebody-elses'), 'x');
  expect(await store.sweepUnfinished(new Date(Date.now() - 60_000))).toBe(0);
  expect(await store.sweepUnfinished(new Date(Date.now() + 60_000))).toBe(1);
  expect(await readdir(zones.landing)).toEqual(['somebody-elses']);
});
