import { createHash } from 'node:crypto';
import type { BlobId } from '@endoveil/contracts';
import { recordedNames } from './recorded-names.js';
import type { Fault, Invariant } from './invariant.js';

/** What a client was allowed to forget is there, and is what it handed in. */
export const kept: Invariant = {
  name: 'X1',
  says: 'every file handed in is on record and decrypts to the bytes its client had',
  check: async (scene) => {
    const { sql, storage, drops } = scene;
    const faults: Fault[] = [];
    const recorded = await recordedNames(scene);
    for (const { name } of drops) if (!recorded.has(name)) faults.push({ id: name, what: 'lost: on no record' });
    for (const sha256 of new Set(drops.map((drop) => drop.sha256))) {
      const contentId = storage.siteKey.hmac('content-id', sha256);
      const rows = await sql<{ item_id: string; blob: BlobId; wrapped_key: Buffer }>(
        'select item_id, blob, wrapped_key from ledger.item where content_id = $1',
        [contentId],
      );
      if (rows.length === 0) faults.push({ id: sha256, what: 'lost: no item of this content' });
      for (const row of rows) {
        const hash = createHash('sha256');
        try {
          for await (const chunk of storage.blobs.read(row.blob, row.wrapped_key)) hash.update(chunk as Buffer);
        } catch (error) {
          faults.push({ id: row.item_id, what: `lost: its bytes cannot be read (${(error as Error).name})` });
          continue;
        }
        if (hash.digest('hex') !== sha256) faults.push({ id: row.item_id, what: 'lost: other bytes' });
      }
    }
    return faults;
  },
};
