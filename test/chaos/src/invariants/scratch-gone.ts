import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault, Invariant } from './invariant.js';

/** What was decrypted for a worker is gone soon after its lease. */
export const scratchGone: Invariant = {
  name: 'X8',
  says: 'nothing stands in scratch without a live lease for longer than it may',
  check: async ({ sql, scratchDir, scratchSeconds }) => {
    const live = await sql<{ path: string }>(
      `select job_id || '/' || fence as path from ledger.job where state = 'running' and lease_until > now()`,
    );
    const leased = new Set(live.map(({ path }) => path));
    const faults: Fault[] = [];
    for (const job of (await readdir(scratchDir)).filter((name) => !name.startsWith('.'))) {
      for (const fence of await readdir(join(scratchDir, job))) {
        const { mtimeMs } = await stat(join(scratchDir, job, fence));
        const isOld = Date.now() - mtimeMs > scratchSeconds * 1000;
        if (isOld && !leased.has(`${job}/${fence}`)) faults.push({ id: `${job}/${fence}`, what: 'left in scratch' });
      }
    }
    return faults;
  },
};
