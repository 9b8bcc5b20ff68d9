import { createHash } from 'node:crypto';
import type { Database } from './database.js';
import type { AuditReport } from './face.js';
import type { Signer } from './ports.js';

interface Entry {
  readonly item_id: string;
  readonly number: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

interface Seal {
  readonly position: string;
  readonly item_id: string;
  readonly number: number;
  readonly entry_hash: Buffer;
  readonly chain_hash: Buffer;
  readonly key_id: string;
  readonly signature: Buffer | null;
}

const BATCH = 2000;
const ORIGIN = Buffer.alloc(32);

const sha256 = (...parts: readonly Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** Every column of the entry, in a fixed order; `at` in microseconds is kept as text by the query. */
function hashOf(entry: Entry & { readonly at_text: string }): Buffer {
  const sorted = Object.entries(entry.detail).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sha256(
    Buffer.from(JSON.stringify([entry.item_id, entry.number, entry.at_text, entry.actor, entry.action, sorted])),
  );
}

const ENTRY = `a.item_id, a.number, a.at, a.actor, a.action, a.detail, extract(epoch from a.at)::text as at_text`;

/** Chains what is not chained yet and signs the new head. For the leader alone. */
export async function sealAudit(database: Database, signer: Signer): Promise<number> {
  return await database.transaction(async (query) => {
    const [head] = await query<Seal>('select * from ledger.audit_seal order by position desc limit 1');
    const entries = await query<Entry & { at_text: string }>(
      `select ${ENTRY} from ledger.audit a left join ledger.audit_seal s using (item_id, number)
       where s.position is null order by a.at, a.item_id, a.number limit ${BATCH}`,
    );
    let position = Number(head?.position ?? 0);
    let chain = head?.chain_hash ?? ORIGIN;
    for (const [i, entry] of entries.entries()) {
      const entryHash = hashOf(entry);
      chain = sha256(chain, entryHash);
      position += 1;
      const signature = i === entries.length - 1 ? Buffer.from(signer.sign(chain)) : null;
      await query(
        `insert into ledger.audit_seal (position, item_id, number, entry_hash, chain_hash, key_id, signature)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [position, entry.item_id, entry.number, entryHash, chain, signer.keyId, signature],
      );
    }
    return entries.length;
  });
}

/** Recomputes the whole chain, and the numbering of every item, from the rows as they stand. */
export async function checkAudit(database: Database, signer: Signer): Promise<AuditReport> {
  const faults: AuditReport['faults'][number][] = [];
  const entries = await database.query<Entry & { at_text: string }>(
    `select ${ENTRY} from ledger.audit a order by a.item_id, a.number`,
  );
  const seals = await database.query<Seal>('select * from ledger.audit_seal order by position');
  const byId = new Map(entries.map((entry) => [`${entry.item_id}/${entry.number}`, entry]));
  let previous: (typeof entries)[number] | undefined;
  for (const entry of entries) {
    const expected = previous?.item_id === entry.item_id ? previous.number + 1 : 1;
    if (entry.number !== expected) faults.push({ fault: 'gap', itemId: entry.item_id, number: expected });
    previous = entry;
  }
  let chain: Buffer = ORIGIN;
  for (const [i, seal] of seals.entries()) {
    const position = i + 1;
    const at = { itemId: seal.item_id, number: seal.number, position };
    const entry = byId.get(`${seal.item_id}/${seal.number}`);
    chain = sha256(chain, seal.entry_hash);
    if (Number(seal.position) !== position || !chain.equals(seal.chain_hash)) faults.push({ fault: 'chain', ...at });
    if (!entry) faults.push({ fault: 'missing', ...at });
    else if (!hashOf(entry).equals(seal.entry_hash)) faults.push({ fault: 'altered', ...at });
    if (seal.signature && !signer.verify(seal.chain_hash, seal.signature)) faults.push({ fault: 'signature', ...at });
    chain = seal.chain_hash;
  }
  const last = seals.at(-1);
  if (last && !last.signature) faults.push({ fault: 'unsealed', position: seals.length });
  return { whole: faults.length === 0, entries: entries.length, sealed: seals.length, faults };
}
