import { BlobId } from '@endoveil/contracts';
import type { ObjectStore } from './object-store.js';

const BATCH = 200;
const HOUR_MS = 3_600_000;

/**
 * A blob is written before the row that names it, so a young one without a row may be about to get it. The age must
 * be far above the longest landing. Files of another shape are not ours and stay.
 */
export async function collectOrphans(
  objects: ObjectStore,
  named: (ids: readonly BlobId[]) => Promise<ReadonlySet<string>>,
  olderThanHours: number,
): Promise<number> {
  const before = new Date(Date.now() - olderThanHours * HOUR_MS);
  let removed = await objects.sweepUnfinished(before);
  for (const zone of ['sensitive', 'quarantine'] as const) {
    let batch: BlobId[] = [];
    const settle = async () => {
      const kept = await named(batch);
      for (const id of batch) if (!kept.has(id) && (await objects.remove(zone, id))) removed += 1;
      batch = [];
    };
    for await (const entry of objects.list(zone)) {
      const id = BlobId.safeParse(entry.name);
      if (!id.success || entry.modifiedAt >= before) continue;
      batch.push(id.data);
      if (batch.length === BATCH) await settle();
    }
    if (batch.length > 0) await settle();
  }
  return removed;
}
