import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ItemId } from '@endoveil/contracts';
import { expect, it } from 'vitest';
import { NotStored } from './errors.js';
import { createSiteKey } from './sealing/site-key.js';
import { openStorage } from './storage.js';

it('what is buried is gone, and an old backup does not bring it back', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'bury-'));
  try {
    const storage = await openStorage({ zonesDir: join(dir, 'zones'), siteKey: await createSiteKey(join(dir, 'key')) });
    const key = storage.cipher.newKey();
    const { blobId } = await storage.blobs.putBytes(Buffer.from('bytes of a person'), key);
    const { blobId: other } = await storage.blobs.putBytes(Buffer.from('of another'), key);
    await writeFile(join(dir, 'result'), 'result');
    const { hash } = await storage.artifacts.putFile(join(dir, 'result'));
    const file = join(dir, 'zones', 'sensitive', blobId);
    await copyFile(file, join(dir, 'backup'));
    const burial = { itemId: randomUUID() as ItemId, blobs: [blobId], artifacts: [hash] };
    await storage.bury(burial);
    await storage.bury(burial);
    expect(await storage.artifacts.has(hash)).toBe(false);
    const names = [];
    for await (const name of storage.buried()) names.push(name);
    expect(names.sort()).toEqual([burial.itemId.replaceAll('-', ''), blobId].sort());
    await copyFile(join(dir, 'backup'), file);
    expect(await storage.blobs.has(blobId)).toBe(false);
    await expect(storage.blobs.bytes(blobId, key)).rejects.toThrow(NotStored);
    expect((await storage.blobs.bytes(other, key)).toString()).toBe('of another');
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
