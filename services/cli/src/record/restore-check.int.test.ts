import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LandingId } from '@endoveil/contracts';
import { startPostgres } from '@endoveil/embedded';
import { migrateLedger, openLedger } from '@endoveil/ledger';
import { createSiteKey, openStorage } from '@endoveil/storage';
import { expect, it } from 'vitest';
import { type Difference, differences } from './restore-check.js';

it('tells every difference between a record and zones of different times, and erases again what came back', async () => {
  await using opened = new AsyncDisposableStack();
  const dir = await mkdtemp(join(tmpdir(), 'restore-'));
  opened.defer(() => rm(dir, { recursive: true, force: true }));
  const postgres = await startPostgres({ dir: join(dir, 'postgres'), durable: false, dieWithParent: true });
  opened.defer(() => postgres.stop());
  await migrateLedger({ url: postgres.url });
  const siteKey = await createSiteKey(join(dir, 'key'));
  const storage = await openStorage({ zonesDir: join(dir, 'zones'), siteKey });
  const ledger = opened.use(await openLedger({ url: postgres.url, cipher: storage.cipher }));
  const land = async (text: string) => {
    const wrappedKey = storage.cipher.newKey();
    const { blobId, sha256, sizeBytes } = await storage.blobs.putBytes(Buffer.from(text), wrappedKey);
    const { itemId } = await ledger.land({
      landingId: LandingId.parse(randomUUID()),
      blob: blobId,
      wrappedKey,
      contentId: siteKey.hmac('content-id', sha256),
      center: 'main',
      processor: 'unknown',
      caseRef: 'c',
      names: { fileName: 'a', sourcePath: 'a', caseName: '' },
      sizeBytes,
    });
    return { itemId, blobId };
  };
  const found = async (options: { deep?: boolean; apply?: boolean } = {}) => {
    const list: Difference[] = [];
    await differences(ledger, storage, { deep: false, apply: false, ...options }, (one) => list.push(one));
    return list.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  };
  const inZone = (blob: string) => join(dir, 'zones', 'sensitive', blob);

  const [whole, gone, cut, dead] = [await land('one'), await land('two'), await land('three'), await land('four')];
  expect(await found({ deep: true })).toEqual([]);
  await storage.blobs.remove(gone.blobId);
  await truncate(inZone(cut.blobId), 20);
  const stranger = await storage.blobs.putBytes(Buffer.from('nobody'), storage.cipher.newKey());
  expect(await found({ deep: true })).toEqual([
    { kind: 'source-damaged', id: cut.itemId },
    { kind: 'source-missing', id: gone.itemId },
    { kind: 'unnamed', id: stranger.blobId },
  ]);

  // zones of today, a record of yesterday: only the zones know that it was erased
  await copyFile(inZone(dead.blobId), join(dir, 'yesterday'));
  await storage.bury({ itemId: dead.itemId, blobs: [dead.blobId], artifacts: [] });
  expect(await found()).toContainEqual({ kind: 'revived', id: dead.itemId });
  await found({ apply: true });
  expect((await ledger.showItem(dead.itemId))?.state).toBe('erased');
  // a record of today, zones of yesterday
  await copyFile(join(dir, 'yesterday'), inZone(dead.blobId));
  expect(await found()).toContainEqual({ kind: 'bytes-revived', id: dead.blobId });
  await found({ apply: true });
  expect((await found()).map(({ kind }) => kind)).toEqual(['source-missing', 'unnamed']);
  expect(await storage.blobs.has(whole.blobId)).toBe(true);
});
