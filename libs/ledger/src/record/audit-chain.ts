import { createHash } from 'node:crypto';
import { failpoint } from '@endoveil/runtime';
import type { Database } from '../database/database.js';
import type { Signer } from '../ports.js';

export interface Entry {
  readonly item_id: string;
  readonly number: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly sealed: boolean;
}

export interface Seal {
  readonly position: string;
  readonly item_id: string;
  readonly number: number;
  readonly entry_hash: Buffer;
  readonly chain_hash: Buffer;
  readonly key_id: string;
  readonly signature: Buffer | null;
}

const BATCH = 2000;
export const ORIGIN = Buffer.alloc(32);

export const sha256 = (...parts: readonly Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** Every column of the entry, in a fixed order; `at` in microseconds is kept as text by the query. */
export function hashOf(entry: Entry & { readonly at_text: string }): Buffer {
  const sorted = Object.entries(entry.detail).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sha256(
    Buffer.from(JSON.stringify([entry.item_id, entry.number, entry.at_text, entry.actor, entry.action, sorted])),
  );
}

export const ENTRY = `a.item_id, a.number, a.at, a.actor, a.action, a.detail, a.sealed, extract(epoch from a.at)::text as at_text`;

/** Chains what is not chained yet and signs the new head. Two at once wait for each other. */
export async function sealAudit(database: Database, signer: Signer): Promise<number> {
  return await database.transaction(async (query) => {
    await query(`select pg_advisory_xact_lock(hashtextextended('endoveil/seal', 0))`);
    const entries = await query<Entry & { at_text: string }>(
      `select ${ENTRY} from ledger.audit a where not a.sealed order by a.at, a.item_id, a.number limit ${BATCH}`,
    );
    if (entries.length === 0) return 0;
    failpoint('sealer.after-read');
    const [head] = await query<Seal>('select * from ledger.audit_seal order by position desc limit 1');
    const first = Number(head?.position ?? 0) + 1;
    let chain = head?.chain_hash ?? ORIGIN;
    const links = entries.map((entry, i) => {
      const entryHash = hashOf(entry);
      chain = sha256(chain, entryHash);
      return { entry, position: first + i, entryHash, chain };
    });
    await query(
      `with sealed as (
         insert into ledger.audit_seal (position, item_id, number, entry_hash, chain_hash, key_id, signature)
         select position, item_id, number, entry_hash, chain_hash, $6,
           case when position = $7 then $8::bytea end
         from unnest($1::bigint[], $2::uuid[], $3::int[], $4::bytea[], $5::bytea[])
           as link (position, item_id, number, entry_hash, chain_hash)
         returning item_id, number)
       update ledger.audit a set sealed = true from sealed s where (a.item_id, a.number) = (s.item_id, s.number)`,
      [
        links.map(({ position }) => position),
        links.map(({ entry }) => entry.item_id),
        links.map(({ entry }) => entry.number),
        links.map(({ entryHash }) => entryHash),
        links.map((link) => link.chain),
        signer.keyId,
        links.at(-1)?.position,
        Buffer.from(signer.sign(chain)),
      ],
    );
    await query(`select pg_notify('endoveil_sealed', '')`);
    failpoint('sealer.after-seal');
    return entries.length;
  });
}
