import type { Ledger } from '@endoveil/ledger';
import type { Log } from '@endoveil/runtime';
import type { Storage } from '@endoveil/storage';

const BATCH = 500;

/**
 * Ends what an erasure has begun, also where a backup undid a part of it: bytes that are still there are removed, and
 * an item that the record shows again though the zones have its tombstone is erased again. `quarantineDays`: what has
 * stood in quarantine for so long is discarded.
 */
export async function buryErased(
  ledger: Pick<Ledger, 'unburied' | 'buried' | 'eraseAgain' | 'discardQuarantined'>,
  storage: Pick<Storage, 'bury' | 'buried'>,
  log: Log,
  quarantineDays: number | undefined,
): Promise<void> {
  if (quarantineDays !== undefined) {
    const count = await ledger.discardQuarantined(quarantineDays);
    if (count > 0) log.info('undertaker.discarded', { count });
  }
  let again = 0;
  let batch: string[] = [];
  const settle = async () => {
    again += await ledger.eraseAgain(batch);
    batch = [];
  };
  for await (const name of storage.buried()) {
    batch.push(name);
    if (batch.length === BATCH) await settle();
  }
  if (batch.length > 0) await settle();
  if (again > 0) log.warn('undertaker.erased-again', { count: again });
  for (const bytes of await ledger.unburied()) {
    try {
      await storage.bury(bytes);
      await ledger.buried(bytes.itemId);
    } catch (error) {
      // tried again at the next round; the others must not wait for it
      log.warn('undertaker.not-buried', { itemId: bytes.itemId, error });
    }
  }
}
