import type { Attempt, IdentifyResult, JobFacts, Ledger, Settled } from '@endoveil/ledger';
import { LockBusy, type Locks } from '@endoveil/locks';
import type { Storage } from '@endoveil/storage';
import type { AttemptFrame } from '@endoveil/work';
import { join } from 'node:path';
import type { IdentifyContent } from './identify-content.js';

/** Extended while the probing goes on: a killed worker keeps others waiting no longer than this. */
const LOCK_MS = 8_000;
const BUSY_RETRY_MS = 2000;

/**
 * One claim for each content of a center. The lock only spares the second worker the probing; that one content is one
 * item is the ledger's unique constraint, decided in the commit.
 */
export class ClaimContent {
  constructor(
    private readonly identify: IdentifyContent,
    private readonly storage: Storage,
    private readonly ledger: Pick<Ledger, 'completeIdentify' | 'fileNameOf'>,
    private readonly locks: Locks,
  ) {}

  /** Throws `LockBusy` (not now, not counted) when another worker is at the same content. */
  async run(attempt: Attempt, job: JobFacts, frame: AttemptFrame): Promise<Settled<IdentifyResult>> {
    const locked = await this.locks.tryLock(`content/${job.center}/${job.contentId}`, LOCK_MS, async () => {
      const identified = await this.probe(job, frame);
      frame.committing();
      return await this.ledger.completeIdentify(attempt, identified);
    });
    if (!locked.held) throw new LockBusy(BUSY_RETRY_MS);
    const settled = locked.value;
    if (settled.outcome === 'committed') await this.place(settled, job);
    return settled;
  }

  private async probe(job: JobFacts, { scratchDir, signal, progress }: AttemptFrame) {
    const sourcePath = join(scratchDir, 'source');
    await this.storage.blobs.copyTo(job.source.blob, job.source.wrappedKey, sourcePath, () => progress({ done: 0 }));
    const fileName = (await this.ledger.fileNameOf(job.itemId)) ?? '';
    return await this.identify.run({ sourcePath, fileName, signal });
  }

  /** After the commit. A crash before its end is harmless: the collector finds what no row names, readers look in both zones. */
  private async place(result: IdentifyResult, job: JobFacts): Promise<void> {
    if (result.discard) await this.storage.blobs.remove(result.discard);
    if (result.as === 'quarantined') await this.storage.blobs.quarantine(job.source.blob);
    if (result.as === 'accepted') await this.storage.blobs.release(job.source.blob);
  }
}
