import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BlobDamaged } from '../errors.js';
import { createSiteKey } from '../sealing/site-key.js';
import { openStorage, type Storage } from '../storage.js';
import { EMPTY_PIECE } from './parts.js';

let dir: string;
let storage: Storage;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parts-'));
  storage = await openStorage({ zonesDir: join(dir, 'zones'), siteKey: await createSiteKey(join(dir, 'key')) });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const fileOf = (uploadId: string) => join(dir, 'zones', 'landing', `${uploadId}.1.upload`);

/** A piece of these bytes as a writer that was killed leaves it: not synced, not closed. */
async function written(bytes: Uint8Array) {
  const name = { uploadId: randomUUID(), fence: 1 };
  const key = storage.cipher.newKey();
  await using writer = await storage.parts.create(name, key);
  for (let at = 0; at < bytes.length; at += 10_007) await writer.write(bytes.subarray(at, at + 10_007));
  const length = await writer.sync();
  return { name, key, length };
}

async function read(...[name, key, size]: Parameters<Storage['parts']['read']>) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of storage.parts.read(name, key, size)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it('gives back what was written, and none of it stands on the disk as it is', async () => {
  const bytes = Buffer.concat([randomBytes(700_000), Buffer.from('Kranzbichler'.repeat(50))]);
  const { name, key, length } = await written(bytes);
  expect(length.plainBytes).toBe(bytes.length);
  expect(await read(name, key, bytes.length)).toEqual(bytes);
  const file = fileOf(name.uploadId);
  expect((await readFile(file)).includes('Kranzbichler')).toBe(false);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await expect(storage.parts.create(name, key)).rejects.toThrow('EEXIST');
});

it('counts whole frames only, wherever a crash cut the file', async () => {
  const bytes = randomBytes(900_000);
  const { name, key, length } = await written(bytes);
  const whole = await readFile(fileOf(name.uploadId));
  for (const cut of [0, 1, 3, 4, 20, 262_163, 262_164, 262_170, 524_328, 700_000, whole.length - 1]) {
    await truncate(fileOf(name.uploadId), cut);
    const found = await storage.parts.wholeOf(name, key, EMPTY_PIECE);
    expect(found.plainBytes).toBe(Math.min(Math.floor(cut / 262_164), 3) * 262_144);
    expect(await read(name, key, found.plainBytes)).toEqual(bytes.subarray(0, found.plainBytes));
    await writeFile(fileOf(name.uploadId), whole);
  }
  expect(await storage.parts.wholeOf(name, key, { plainBytes: 262_144, sealedBytes: 262_164 })).toEqual(length);
});

it('reads nothing that was changed, and nothing under another key or place', async () => {
  const bytes = randomBytes(300_000);
  const { name, key } = await written(bytes);
  const other = { uploadId: name.uploadId, fence: 2 };
  await writeFile(join(dir, 'zones', 'landing', `${name.uploadId}.2.upload`), await readFile(fileOf(name.uploadId)));
  await expect(read(other, key, bytes.length)).rejects.toThrow(BlobDamaged);
  await expect(read(name, storage.cipher.newKey(), bytes.length)).rejects.toThrow(BlobDamaged);
  const sealed = await readFile(fileOf(name.uploadId));
  sealed[1000]! ^= 1;
  await writeFile(fileOf(name.uploadId), sealed);
  await expect(read(name, key, bytes.length)).rejects.toThrow(BlobDamaged);
});

it('removes an upload, and what nobody knows any more', async () => {
  const [one, two, three] = [
    await written(randomBytes(10)),
    await written(randomBytes(10)),
    await written(randomBytes(10)),
  ];
  expect(await storage.parts.remove(one.name.uploadId)).toBe(1);
  const later = new Date(Date.now() + 60_000);
  expect(await storage.parts.sweep(new Date(0), async () => new Set())).toBe(0);
  await storage.parts.sweep(later, async () => new Set([three.name.uploadId]));
  const left = await readdir(join(dir, 'zones', 'landing'));
  expect(left.filter((file) => file.startsWith(two.name.uploadId))).toEqual([]);
  expect(left).toContain(`${three.name.uploadId}.1.upload`);
});

it.each(['../../etc/passwd', '', 'A'.repeat(36), `${randomUUID()}/x`])(
  'takes no path for an upload: %s',
  async (uploadId) => {
    await expect(storage.parts.create({ uploadId, fence: 1 }, storage.cipher.newKey())).rejects.toThrow(RangeError);
    await expect(storage.parts.remove(uploadId)).rejects.toThrow(RangeError);
  },
);
