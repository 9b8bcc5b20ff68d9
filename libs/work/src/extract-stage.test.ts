import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Findings } from '@endoveil/contracts';
import type { ExtractedResult } from '@endoveil/ledger';
import { createSiteKey, openStorage } from '@endoveil/storage';
import { expect, it, onTestFinished } from 'vitest';
import { ExtractStage } from './extract-stage.js';

it('has the verifier search for what the level knew and did not state, whichever level extracts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'extract-stage-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const storage = await openStorage({
    zonesDir: join(folder, 'zones'),
    siteKey: await createSiteKey(join(folder, 'site.key')),
  });
  const wrappedKey = storage.cipher.newKey();
  const findings: Findings = {
    schema: 1,
    kind: 'report',
    level: 'rules-only',
    fields: [],
    known: [{ name: 'last-name', value: 'Kranzbichler' }],
    pages: [],
    source: { pages: 1 },
  };
  const { blobId } = await storage.blobs.putBytes(Buffer.from(JSON.stringify(findings)), wrappedKey);
  const recorded: ExtractedResult[] = [];
  const stage = new ExtractStage(
    {
      completeExtract: async (_, result) => {
        recorded.push(result);
        return undefined as never;
      },
    },
    storage,
  );
  const job = { findings: { blob: blobId, wrappedKey } } as never;
  const commit = await stage.store({} as never, job, { outcome: 'extracted', fields: [] });
  await commit();
  expect(recorded).toEqual([{ fields: [], knownValues: findings.known }]);
});
