import type { Invariant } from './invariant.js';

interface Sighting {
  readonly wrapped_key: Buffer;
  readonly file_name: Buffer;
  readonly at: Date;
}

/** A client's own copy goes only when the house has it for sure. */
export const sourceKept: Invariant = {
  name: 'X10',
  says: 'a source goes from the drop folder only after its bytes are committed',
  check: async ({ sql, storage, gone }) => {
    const rows = await sql<Sighting>(
      'select i.wrapped_key, s.file_name, s.at from ledger.sighting s join ledger.item i using (item_id)',
    );
    const landed = new Map(
      rows.map((row) => [storage.cipher.open(row.wrapped_key, row.file_name, 'sighting.file_name'), row.at]),
    );
    return gone.flatMap(({ name, at }) => {
      const since = landed.get(name);
      if (!since) return [{ id: name, what: 'gone, and never committed' }];
      return since > at ? [{ id: name, what: 'gone before it was committed' }] : [];
    });
  },
};
