import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BlobDamaged, SealBroken } from '../errors.js';
import { siteKeyOf } from '../sealing/site-key.js';
import { openStorage, type Storage } from '../storage.js';

const CHUNK = 256 * 1024;
const FRAME = CHUNK + 16;
const HEADER = 32;
let dir: string;
let storage: Storage;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'endoveil-blobs-'));
  storage = await openStorage({ zonesDir: dir, siteKey: siteKeyOf(randomBytes(32)) });
});
afterAll(() => rm(dir, { recursive: true }));

const fileOf = (blobId: string) => join(dir, 'sensitive', blobId);
async function stored(bytes: Buffer) {
  const key = storage.cipher.newKey();
  return { key, ...(await storage.blobs.put(Readable.from([bytes]), key)) };
}

describe('blobs', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 5])('gives back %i bytes and their hash', async (size) => {
    const bytes = randomBytes(size);
    const blob = await stored(bytes);
    expect(blob.sizeBytes).toBe(size);
    expect(blob.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((await storage.blobs.bytes(blob.blobId, blob.key)).equals(bytes)).toBe(true);
  });

  it('holds no plain byte and never the same ciphertext twice', async () => {
    const bytes = Buffer.from('Erika Mustermann '.repeat(40_000));
    const one = await stored(bytes);
    const again = await storage.blobs.put(Readable.from([bytes]), one.key);
    const sealed = await readFile(fileOf(one.blobId));
    expect(sealed.includes('Mustermann')).toBe(false);
    expect(
      sealed
        .subarray(HEADER, HEADER + 100)
        .equals((await readFile(fileOf(again.blobId))).subarray(HEADER, HEADER + 100)),
    ).toBe(false);
  });

  const tampering: Record<string, (file: string) => Promise<void>> = {
    'a flipped bit': (file) => edit(file, (b) => flip(b, HEADER + FRAME + 99)),
    'a flipped bit of the last tag': (file) => edit(file, (b) => flip(b, b.length - 1)),
    'a flipped bit of the header': (file) => edit(file, (b) => flip(b, 20)),
    'another chunk size': (file) => edit(file, (b) => (b.writeUInt32BE(128 * 1024, 4), b)),
    'a cut inside a chunk': (file) => truncate(file, HEADER + FRAME + 1000),
    'a cut at a chunk boundary': (file) => truncate(file, HEADER + 2 * FRAME),
    'a cut inside the header': (file) => truncate(file, 7),
    'nothing left': (file) => truncate(file, 0),
    'only the header left': (file) => truncate(file, HEADER),
    'bytes added': (file) => edit(file, (b) => Buffer.concat([b, Buffer.alloc(40)])),
    'chunks swapped': (file) =>
      edit(file, (b) =>
        Buffer.concat([b.subarray(0, HEADER), frame(b, 1), frame(b, 0), b.subarray(HEADER + 2 * FRAME)]),
      ),
    'a chunk repeated': (file) =>
      edit(file, (b) =>
        Buffer.concat([b.subarray(0, HEADER), frame(b, 0), frame(b, 0), b.subarray(HEADER + 2 * FRAME)]),
      ),
    'a chunk left out': (file) =>
      edit(file, (b) => Buffer.concat([b.subarray(0, HEADER + FRAME), b.subarray(HEADER + 2 * FRAME)])),
  };
  it.each(Object.entries(tampering))('refuses %s', async (_, tamper) => {
    const blob = await stored(randomBytes(3 * CHUNK + 5));
    await tamper(fileOf(blob.blobId));
    await expect(storage.blobs.bytes(blob.blobId, blob.key)).rejects.toBeInstanceOf(BlobDamaged);
  });

  it('refuses the bytes of another blob, even under the same key', async () => {
    const one = await stored(randomBytes(1000));
    const other = await storage.blobs.put(Readable.from([randomBytes(1000)]), one.key);
    await copyFile(fileOf(other.blobId), fileOf(one.blobId));
    await expect(storage.blobs.bytes(one.blobId, one.key)).rejects.toBeInstanceOf(BlobDamaged);
  });

  it('refuses the key of another item and of another site', async () => {
    const blob = await stored(randomBytes(1000));
    await expect(storage.blobs.bytes(blob.blobId, storage.cipher.newKey())).rejects.toBeInstanceOf(BlobDamaged);
    const elsewhere = await openStorage({ zonesDir: dir, siteKey: siteKeyOf(randomBytes(32)) });
    await expect(elsewhere.blobs.bytes(blob.blobId, blob.key)).rejects.toBeInstanceOf(SealBroken);
  });

  it('copies to a new file only, and leaves none when a chunk is refused', async () => {
    const blob = await stored(Buffer.alloc(2 * CHUNK, 7));
    const target = join(dir, 'scratch', 'source');
    await storage.blobs.copyTo(blob.blobId, blob.key, target);
    expect((await stat(target)).mode & 0o777).toBe(0o600);
    await expect(storage.blobs.copyTo(blob.blobId, blob.key, target)).rejects.toThrow('EEXIST');
    await rm(target);
    await edit(fileOf(blob.blobId), (b) => flip(b, b.length - 3));
    await expect(storage.blobs.copyTo(blob.blobId, blob.key, target)).rejects.toBeInstanceOf(BlobDamaged);
    await expect(stat(target)).rejects.toThrow('ENOENT');
  });

  it('reads from quarantine as well', async () => {
    const blob = await stored(Buffer.from('kept'));
    await storage.blobs.quarantine(blob.blobId);
    expect(await readdir(join(dir, 'quarantine'))).toContain(blob.blobId);
    expect((await storage.blobs.bytes(blob.blobId, blob.key)).toString()).toBe('kept');
    await storage.blobs.release(blob.blobId);
    expect(await readdir(join(dir, 'sensitive'))).toContain(blob.blobId);
    expect(await storage.blobs.remove(blob.blobId)).toBe(true);
    expect(await storage.blobs.has(blob.blobId)).toBe(false);
  });

  it('refuses findings larger than expected', async () => {
    const blob = await stored(Buffer.alloc(5000));
    await expect(storage.blobs.bytes(blob.blobId, blob.key, 4999)).rejects.toBeInstanceOf(BlobDamaged);
  });

  it('collects old blobs that no row names, and no others', async () => {
    const [named, orphan, young] = [
      await stored(randomBytes(9)),
      await stored(randomBytes(9)),
      await stored(randomBytes(9)),
    ];
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    for (const { blobId } of [named, orphan]) await utimes(fileOf(blobId), yesterday, yesterday);
    await writeFile(join(dir, 'sensitive', 'not-ours'), '');
    expect(await storage.collectOrphans(async () => new Set([named.blobId]))).toBe(1);
    expect(await storage.blobs.has(orphan.blobId)).toBe(false);
    expect((await storage.blobs.has(named.blobId)) && (await storage.blobs.has(young.blobId))).toBe(true);
  });
});

async function edit(file: string, change: (bytes: Buffer) => Buffer): Promise<void> {
  await writeFile(file, change(await readFile(file)));
}
const flip = (bytes: Buffer, at: number): Buffer => {
  bytes[at]! ^= 1;
  return bytes;
};
const frame = (bytes: Buffer, index: number) => bytes.subarray(HEADER + index * FRAME, HEADER + (index + 1) * FRAME);
