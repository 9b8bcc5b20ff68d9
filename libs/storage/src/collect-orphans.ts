import { ArtifactHash, BlobId } from '@endoveil/contracts';
import type { ObjectStore, ObjectZone } from './files/object-store.js';

const BATCH = 200;
const HOUR_MS = 3_600_000;

/** Answers those of these names that some row of the record has. */
export type Named<T> = (names: readonly T[]) => Promise<ReadonlySet<string>>;

/**
 * A file is written before the row that names it, so a young one without a row may be about to get it. The age must
 * be far above the longest landing. Files of another shape are not ours and stay.
 */
export async function collectOrphans(
  objects: ObjectStore,
  named: Named<BlobId>,
  olderThanHours: number,
): Promise<number> {
  const before = timeBefore(olderThanHours);
  let removed = await objects.sweepUnfinished(before);
  for (const zone of ['sensitive', 'quarantine'] as const)
    removed += await collectIn(objects, zone, (name) => BlobId.safeParse(name).data, named, before);
  return removed;
}

/** Results whose attempt ended before the record had them: nobody verified them, and nobody may have them. */
export async function collectResults(
  objects: ObjectStore,
  named: Named<ArtifactHash>,
  olderThanHours: number,
): Promise<number> {
  const before = timeBefore(olderThanHours);
  return await collectIn(objects, 'anonymized', (name) => ArtifactHash.safeParse(name).data, named, before);
}

const timeBefore = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

async function collectIn<T extends string>(
  objects: ObjectStore,
  zone: ObjectZone,
  idOf: (name: string) => T | undefined,
  named: Named<T>,
  before: Date,
): Promise<number> {
  let removed = 0;
  let batch: T[] = [];
  const settle = async () => {
    const kept = await named(batch);
    for (const id of batch) if (!kept.has(id) && (await objects.removeOlder(zone, id, before))) removed += 1;
    batch = [];
  };
  for await (const entry of objects.list(zone)) {
    const id = idOf(entry.name);
    if (id === undefined || entry.modifiedAt >= before) continue;
    batch.push(id);
    if (batch.length === BATCH) await settle();
  }
  if (batch.length > 0) await settle();
  return removed;
}
