import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSiteKey, openStorage } from '@endoveil/storage';
import { expect, it, onTestFinished } from 'vitest';
import { VerifyStage } from './verify-stage.js';

it.each([
  ['failed', [false, false]],
  ['unsure', [true, true]],
  ['verified', [true, true]],
] as const)('of a result that is %s, pages and text stay: %j', async (verdict, stay) => {
  const folder = await mkdtemp(join(tmpdir(), 'verify-stage-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { artifacts, blobs } = await openStorage({
    zonesDir: join(folder, 'zones'),
    siteKey: await createSiteKey(join(folder, 'site.key')),
  });
  const kept = async () => {
    const path = join(folder, randomBytes(4).toString('hex'));
    await writeFile(path, randomBytes(200));
    return await artifacts.putFile(path);
  };
  const [artifact, companion, other] = [await kept(), await kept(), await kept()];
  const settled = { outcome: 'settled' } as never;
  const stage = new VerifyStage(
    {
      knownValuesOf: async () => [],
      completeVerify: async () => settled,
      namedArtifacts: async () => new Set(),
    },
    { artifacts, blobs },
    (body) => ({ body }) as never,
  );
  const job = { artifact: { hash: artifact.hash, companion: { hash: companion.hash } } } as never;
  const commit = await stage.store({} as never, job, { verdict } as never);
  expect(await artifacts.has(artifact.hash)).toBe(true);
  expect(await commit()).toBe(settled);
  expect(await Promise.all([artifact, companion].map(({ hash }) => artifacts.has(hash)))).toEqual(stay);
  expect(await artifacts.has(other.hash)).toBe(true);
});
