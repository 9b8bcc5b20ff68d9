import { createHash } from 'node:crypto';
import type { BlobId } from '@endoveil/contracts';
import type { Scene } from '../scene.js';
import type { Fault, Invariant } from './invariant.js';
import { contentIdOf, sightings } from './sightings.js';

/** What a client was allowed to forget is there, and is what it handed in. */
export const kept: Invariant = {
  name: 'X1',
  says: 'every file handed in is on record and decrypts to the bytes its client had',
  check: async (scene) => {
    const faults = [...(await unrecorded(scene))];
    for (const sha256 of new Set(scene.drops.map((drop) => drop.sha256)))
      faults.push(...(await faultsOfContent(scene, sha256)));
    return faults;
  },
};

/** Files whose name is on no record with their own bytes, or that went on record as something else than was answered. */
async function unrecorded(scene: Scene): Promise<readonly Fault[]> {
  const recorded = await sightings(scene);
  return scene.drops.flatMap(({ name, sha256, itemId }) => {
    const own = recorded.filter((one) => one.name === name && one.contentId === contentIdOf(scene, sha256));
    if (own.length === 0) return [{ id: name, what: 'lost: on no record' }];
    const isAnswered = itemId === undefined || own.some(({ landingId }) => landingId === itemId);
    return isAnswered ? [] : [{ id: name, what: `lost: not what the answer to its upload named (${itemId})` }];
  });
}

async function faultsOfContent(scene: Scene, sha256: string): Promise<readonly Fault[]> {
  const rows = await scene.sql<{ item_id: string; blob: BlobId; wrapped_key: Buffer }>(
    'select item_id, blob, wrapped_key from ledger.item where content_id = $1',
    [contentIdOf(scene, sha256)],
  );
  if (rows.length === 0) return [{ id: sha256, what: 'lost: no item of this content' }];
  const faults: Fault[] = [];
  for (const row of rows) {
    const hash = createHash('sha256');
    try {
      for await (const chunk of scene.storage.blobs.read(row.blob, row.wrapped_key)) hash.update(chunk as Buffer);
      if (hash.digest('hex') !== sha256) faults.push({ id: row.item_id, what: 'lost: other bytes' });
    } catch (error) {
      faults.push({ id: row.item_id, what: `lost: its bytes cannot be read (${(error as Error).name})` });
    }
  }
  return faults;
}
