import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobId, Findings } from '@endoveil/contracts';
import { createSiteKey, openStorage } from '@endoveil/storage';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AnonymizeStage } from './anonymize-stage.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anonymize-stage-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('keeps evidence encrypted under the item’s key, named by the findings alone, never among results', async () => {
  const zonesDir = join(folder, 'zones');
  const storage = await openStorage({ zonesDir, siteKey: await createSiteKey(join(folder, 'site.key')) });
  const wrappedKey = storage.cipher.newKey();
  const [artifactPath, evidencePath] = [join(folder, 'artifact.pdf'), join(folder, 'evidence.json')];
  await writeFile(artifactPath, randomBytes(200));
  const secret = JSON.stringify([{ page: 1, box: { x: 0, y: 0, width: 9, height: 9 }, jpeg: 'S3JhbnpiaWNobGVy' }]);
  await writeFile(evidencePath, secret);
  const named: string[] = [];
  const stage = new AnonymizeStage(
    {
      knownValuesOf: async () => [],
      correctionsOf: async () => [],
      completeAnonymize: async (_, { findings }) => {
        named.push(findings.blob);
        return undefined as never;
      },
    },
    storage,
  );
  const result = {
    outcome: 'anonymized',
    artifact: { path: artifactPath, mediaType: 'application/pdf' },
    evidencePath,
    findings: { schema: 1, kind: 'report', level: 'rules-only', fields: [], pages: [], source: { pages: 1 } },
  } as never;
  const commit = await stage.store({} as never, { source: { wrappedKey } } as never, result, () => undefined);
  await commit();
  const findings = Findings.parse(
    JSON.parse((await storage.blobs.bytes(BlobId.parse(named[0]), wrappedKey)).toString()),
  );
  expect((await storage.blobs.bytes(findings.evidence!, wrappedKey)).toString()).toBe(secret);
  expect(named).not.toContain(findings.evidence);
  for (const zone of await readdir(zonesDir))
    for (const file of await readdir(join(zonesDir, zone)).catch(() => []))
      expect((await readFile(join(zonesDir, zone, file)).catch(() => Buffer.of())).includes('S3Jhbnpi')).toBe(false);
  expect(await readdir(join(zonesDir, 'anonymized'))).toHaveLength(1);
  // nothing names it, so it is gone when the orphans go; what a record names stays
  await storage.collectOrphans(async (ids) => new Set(ids.filter((id) => named.includes(id))), -1);
  expect(await storage.blobs.has(findings.evidence!)).toBe(false);
  expect(await storage.blobs.has(BlobId.parse(named[0]))).toBe(true);
});

it('says that it moves while a large source is taken out and a large result put in', async () => {
  const home = await mkdtemp(join(folder, 'large-'));
  const storage = await openStorage({
    zonesDir: join(home, 'zones'),
    siteKey: await createSiteKey(join(home, 'site.key')),
  });
  const wrappedKey = storage.cipher.newKey();
  const bytes = randomBytes(2 * 1024 * 1024);
  const { blobId } = await storage.blobs.putBytes(bytes, wrappedKey);
  const stage = new AnonymizeStage(
    { knownValuesOf: async () => [], correctionsOf: async () => [], completeAnonymize: async () => undefined as never },
    storage,
  );
  let moved = 0;
  const job = { kind: 'video', source: { blob: blobId, wrappedKey } } as never;
  const frame = {
    scratchDir: home,
    signal: new AbortController().signal,
    progress: () => (moved += 1),
    committing: () => undefined,
  };
  const { sourcePath } = await stage.prepare({} as never, job, frame);
  expect(moved).toBeGreaterThan(4);
  moved = 0;
  const result = { artifact: { path: sourcePath, mediaType: 'video/mp4' }, findings: {} } as never;
  await stage.store({} as never, job, result, () => (moved += 1));
  expect(moved).toBeGreaterThan(4);
});
