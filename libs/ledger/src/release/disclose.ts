import { randomUUID } from 'node:crypto';
import type { ItemId } from '@endoveil/contracts';
import type { SensitiveFile } from '../work/attempt.js';
import { newestArtifact } from '../work/artifact-row.js';
import type { Database } from '../database/database.js';
import { note } from '../record/history.js';
import type { Cipher } from '../ports.js';

/** What of an item can point at a person. */
export type Disclosed = 'values' | 'source' | 'evidence' | 'artifact';

export interface Disclosing {
  readonly itemId: ItemId;
  readonly what: Disclosed;
  readonly actor: string;
  /** In a person's own words; sealed before it reaches Postgres. */
  readonly reason: string;
}

/** Where the bytes lie that somebody is about to see. */
export interface Disclosure {
  readonly source: SensitiveFile & { readonly sizeBytes: number };
  /** Of the current result. */
  readonly findings: SensitiveFile | null;
}

/** Writes down who sees what and why; only then it answers where it is. Null: there is no such item. */
export async function disclose(
  database: Database,
  cipher: Cipher,
  { itemId, what, actor, reason }: Disclosing,
): Promise<Disclosure | null> {
  const disclosureId = randomUUID();
  return await database.transaction(async (query) => {
    const [item] = await query<{
      wrapped_key: Buffer;
      blob: SensitiveFile['blob'];
      size_bytes: string;
      current_run: string;
    }>(
      `update ledger.item set readings = readings + 1 where item_id = $1 and state <> 'erased'
       returning wrapped_key, blob, size_bytes, current_run`,
      [itemId],
    );
    if (!item) return null;
    await query(
      `insert into ledger.disclosure (disclosure_id, item_id, what, actor, reason) values ($1, $2, $3, $4, $5)`,
      [disclosureId, itemId, what, actor, Buffer.from(cipher.seal(item.wrapped_key, reason, 'disclosure.reason'))],
    );
    await note(query, itemId, 'disclosed', { what, disclosureId }, actor);
    const artifact = await newestArtifact(query, item.current_run);
    return {
      source: { blob: item.blob, wrappedKey: item.wrapped_key, sizeBytes: Number(item.size_bytes) },
      findings: artifact ? { blob: artifact.findings_blob, wrappedKey: artifact.findings_key } : null,
    };
  });
}
