import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ArtifactDamaged } from '../errors.js';
import { siteKeyOf } from '../sealing/site-key.js';
import { openStorage, type Storage } from '../storage.js';

let dir: string;
let storage: Storage;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'endoveil-artifacts-'));
  storage = await openStorage({ zonesDir: dir, siteKey: siteKeyOf(randomBytes(32)) });
});
afterAll(() => rm(dir, { recursive: true }));

async function file(bytes: Buffer): Promise<string> {
  const path = join(dir, 'scratch', randomBytes(4).toString('hex'));
  await writeFile(path, bytes);
  return path;
}

it('stands under its hash, once', async () => {
  const bytes = randomBytes(700_000);
  const path = await file(bytes);
  const [one, two] = await Promise.all([storage.artifacts.putFile(path), storage.artifacts.putFile(path)]);
  expect(one).toEqual({ hash: createHash('sha256').update(bytes).digest('hex'), sizeBytes: 700_000 });
  expect(two).toEqual(one);
  expect(await readdir(join(dir, 'anonymized'))).toContain(one.hash);
  const copy = join(dir, 'scratch', 'copy');
  await storage.artifacts.copyTo(one.hash, copy);
  expect((await stat(copy)).size).toBe(700_000);
});

it('hands over no changed bytes', async () => {
  const { hash } = await storage.artifacts.putFile(await file(randomBytes(1000)));
  await appendFile(join(dir, 'anonymized', hash), 'x');
  const copy = join(dir, 'scratch', 'damaged');
  await expect(storage.artifacts.copyTo(hash, copy)).rejects.toBeInstanceOf(ArtifactDamaged);
  await expect(stat(copy)).rejects.toThrow('ENOENT');
  await expect(storage.artifacts.read(hash).toArray()).rejects.toBeInstanceOf(ArtifactDamaged);
});

it('collects old results that no row names, and none that is made again meanwhile', async () => {
  const made = async () => {
    const path = await file(randomBytes(1000));
    const { hash } = await storage.artifacts.putFile(path);
    await utimes(join(dir, 'anonymized', hash), yesterday, yesterday);
    return { path, hash };
  };
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  const [named, orphan, again, young] = [
    await made(),
    await made(),
    await made(),
    await storage.artifacts.putFile(await file(randomBytes(9))),
  ];
  const asked: string[] = [];
  const removed = await storage.collectResults(async (hashes) => {
    asked.push(...hashes);
    await storage.artifacts.putFile(again.path);
    return new Set([named.hash]);
  });
  expect(asked).not.toContain(young.hash);
  expect(await storage.artifacts.has(orphan.hash)).toBe(false);
  for (const { hash } of [named, again, young]) expect(await storage.artifacts.has(hash)).toBe(true);
  expect(removed).toBe(1);
  expect(await readdir(join(dir, 'landing'))).toEqual([]);
});
