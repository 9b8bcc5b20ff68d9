import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultTiming } from '@endoveil/ledger';
import { silentLog } from '@endoveil/runtime';
import { createSiteKey, openStorage } from '@endoveil/storage';
import { expect, it } from 'vitest';
import { ScratchRounds } from './scratch-rounds.js';

it('wipes what a killed worker left decrypted, over and over, and never what a live one uses', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'scratch-'));
  const siteKey = await createSiteKey(join(dir, 'site-key'));
  const { scratch } = await openStorage({ zonesDir: join(dir, 'zones'), siteKey });
  const [live, killed, later] = [randomUUID(), randomUUID(), randomUUID()];
  const leased = new Set<string>([live, later]);
  for (const job of [live, killed, later]) await writeFile(join((await scratch.create(job, 3)).path, 'source'), 'x');
  const left = async () => (await readdir(join(dir, 'zones', 'scratch'))).toSorted();
  const rounds = new ScratchRounds({
    ledger: {
      isLeased: async (jobId: string, fence: number) => leased.has(jobId) && fence === 3,
      timing: { ...defaultTiming, collectScratchSeconds: 0.05 },
    },
    storage: { scratch },
    log: silentLog,
  }).start();
  await expect.poll(left).toEqual([live, later].toSorted());
  leased.delete(later);
  await expect.poll(left).toEqual([live]);
  await rounds.stop();
  await rm(dir, { recursive: true });
});
