import { ENTRY, type Entry, hashOf, ORIGIN, type Seal, sha256 } from './audit-chain.js';
import type { Database, Query } from '../database/database.js';
import type { AuditReport } from '../face.js';
import type { Signer } from '../ports.js';

type Fault = AuditReport['faults'][number];
type Told = (fault: Fault) => void;

const BATCH = 5000;
/** Whoever rewrites a history makes as many faults as there are entries: the first ones tell it. */
const MOST_FAULTS = 1000;

/**
 * Recomputes the whole chain, and the numbering of every item, from the rows as they stand at one moment: whoever
 * writes meanwhile is neither waited for nor seen. Memory does not grow with the history.
 */
export async function checkAudit(database: Database, signer: Signer): Promise<AuditReport> {
  return await database.transaction(async (query) => {
    await query('set transaction isolation level repeatable read, read only');
    const faults: Fault[] = [];
    const told = (fault: Fault) => void (faults.length < MOST_FAULTS && faults.push(fault));
    const entries = await checkNumbers(query, told);
    const sealed = await checkChain(query, signer, told);
    await checkSealed(query, told);
    return { whole: faults.length === 0, entries, sealed, faults };
  });
}

/** The entries of each item are numbered from one, without a gap. */
async function checkNumbers(query: Query, told: Told): Promise<number> {
  let entries = 0;
  let before: { readonly item_id: string; readonly number: number } | undefined;
  for (;;) {
    const rows: { item_id: string; number: number }[] = await query(
      `select item_id, number from ledger.audit
       where $1::uuid is null or (item_id, number) > ($1, $2::int) order by item_id, number limit ${BATCH}`,
      [before?.item_id ?? null, before?.number ?? 0],
    );
    for (const row of rows) {
      const expected = before?.item_id === row.item_id ? before.number + 1 : 1;
      if (row.number !== expected) told({ fault: 'gap', itemId: row.item_id, number: expected });
      before = row;
    }
    entries += rows.length;
    if (rows.length < BATCH) return entries;
  }
}

/** Every seal follows from the one before, and every sealed entry is as it was. */
async function checkChain(query: Query, signer: Signer, told: Told): Promise<number> {
  type Row = Omit<Seal, 'item_id' | 'number'> &
    Partial<Entry> & { seal_item: string; seal_number: number; at_text: string };
  let chain: Buffer = ORIGIN;
  let position = 0;
  let last: Row | undefined;
  for (;;) {
    const rows: Row[] = await query(
      `select s.position, s.entry_hash, s.chain_hash, s.key_id, s.signature, s.item_id as seal_item,
         s.number as seal_number, ${ENTRY}
       from ledger.audit_seal s left join ledger.audit a using (item_id, number)
       where s.position > $1 order by s.position limit ${BATCH}`,
      [last?.position ?? 0],
    );
    for (const row of rows) {
      position += 1;
      const at = { itemId: row.seal_item, number: row.seal_number, position };
      chain = sha256(chain, row.entry_hash);
      if (Number(row.position) !== position || !chain.equals(row.chain_hash)) told({ fault: 'chain', ...at });
      // the entry's own columns are null where there is none
      if (!row.action) told({ fault: 'missing', ...at });
      else if (!hashOf(row as Entry & Row).equals(row.entry_hash)) told({ fault: 'altered', ...at });
      if (row.signature && !signer.verify(row.chain_hash, row.signature)) told({ fault: 'signature', ...at });
      chain = row.chain_hash;
      last = row;
    }
    if (rows.length < BATCH) break;
  }
  if (last && !last.signature) told({ fault: 'unsealed', position });
  return position;
}

/** What is marked as sealed has a seal: nobody has cut the end off. */
async function checkSealed(query: Query, told: Told): Promise<void> {
  const rows = await query<{ item_id: string; number: number }>(
    `select a.item_id, a.number from ledger.audit a left join ledger.audit_seal s using (item_id, number)
     where a.sealed and s.position is null limit ${MOST_FAULTS}`,
  );
  for (const { item_id: itemId, number } of rows) told({ fault: 'unsealed', itemId, number });
}
