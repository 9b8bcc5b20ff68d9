import type { Ledger } from '@endoveil/ledger';
import { failpoint, type Log } from '@endoveil/runtime';
import { signerOf, type Storage } from '@endoveil/storage';
import type { Duty } from './duty.js';
import { buryErased } from './undertaker.js';

const PRUNE_SECONDS = 3600;
const HOUR_MS = 3_600_000;

export interface Keeping {
  /** How old a file without a row may get. */
  readonly unnamedHours: number;
  /** How long nothing may happen on an upload. */
  readonly uploadHours: number;
  /** How long something may stand in quarantine; undefined: until a person decides. */
  readonly quarantineDays: number | undefined;
}

/** The sweeper, the reconciler, the sealer, the upgrader and the collector, as rounds. */
export function dutiesOf(ledger: Ledger, storage: Storage, log: Log, keeping: Keeping): readonly Duty[] {
  const { sweepSeconds, reconcileSeconds, sealSeconds, upgradeSeconds } = ledger.timing;
  const signer = signerOf(storage.siteKey, 'audit');
  return [
    {
      name: 'sweeper',
      everySeconds: sweepSeconds,
      round: async () => {
        const swept = await ledger.sweep();
        const count = swept.lost + swept.hung + swept.redriven + swept.escalated;
        if (count > 0) log.info('sweeper.swept', { count });
      },
    },
    {
      name: 'reconciler',
      everySeconds: reconcileSeconds,
      round: async () => {
        const { stuck } = await ledger.reconcile();
        if (stuck > 0) log.warn('reconciler.stuck', { count: stuck });
      },
    },
    {
      name: 'sealer',
      everySeconds: sealSeconds,
      // whoever watches live sees an entry once it is sealed
      listen: (wake) => ledger.listenAudit(wake),
      round: async () => {
        await ledger.sealAudit(signer);
      },
    },
    {
      name: 'upgrader',
      everySeconds: upgradeSeconds,
      round: async () => {
        const count = await ledger.upgrade();
        if (count > 0) log.info('upgrader.opened', { count });
      },
    },
    {
      name: 'collector',
      everySeconds: PRUNE_SECONDS,
      round: async () => {
        failpoint('collector.before-round');
        await ledger.prune();
        failpoint('collector.after-prune');
        await buryErased(ledger, storage, log, keeping.quarantineDays);
        await storage.collectOrphans((ids) => ledger.namedBlobs(ids), keeping.unnamedHours);
        await storage.collectResults((hashes) => ledger.namedArtifacts(hashes), keeping.unnamedHours);
        for (const uploadId of await ledger.expireUploads(keeping.uploadHours)) await storage.parts.remove(uploadId);
        // of uploads that were ended or removed by a process that died before it removed their bytes
        await storage.parts.sweep(new Date(Date.now() - HOUR_MS), (ids) => ledger.openUploads(ids));
      },
    },
  ];
}
