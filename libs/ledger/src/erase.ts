import { randomBytes } from 'node:crypto';
import { type ArtifactHash, type BlobId, isPassing, type ItemId, ReasonCode } from '@endoveil/contracts';
import type { Database, Query } from './database/database.js';
import { note } from './record/history.js';

/** Why bytes and names of an item are destroyed. */
export type ErasureCause = 'erased-on-request' | 'discarded' | 'quarantine-expired';

export type AskedErasure =
  | { readonly outcome: 'not-found' | 'erased' | 'not-quarantined' }
  /** The second step has to name this code within a quarter of an hour. */
  | { readonly outcome: 'asked'; readonly code: string };

export type Erased =
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'in-progress' | 'withdraw-first' | 'not-confirmed' }
  /** Names, values and keys are gone; the bytes are to be buried now. */
  | { readonly outcome: 'erased'; readonly bytes: ErasedBytes };

/** What must never be read again, whatever backup is restored. */
export interface ErasedBytes {
  readonly itemId: ItemId;
  readonly blobs: readonly BlobId[];
  readonly artifacts: readonly ArtifactHash[];
}

const CODE_SECONDS = 900;
/** Such a file was set apart for what was around it, not for what it is: a full disk, a level that could not. */
const passing = ReasonCode.options.filter((code) => isPassing(code));

/** The first of two steps: nothing is destroyed yet. */
export async function askErasure(
  database: Database,
  itemId: ItemId,
  cause: ErasureCause,
  actor: string,
): Promise<AskedErasure> {
  const code = randomBytes(4).toString('hex');
  return await database.transaction(async (query) => {
    const [item] = await query<{ state: string }>('select state from ledger.item where item_id = $1 for update', [
      itemId,
    ]);
    if (!item) return { outcome: 'not-found' };
    if (item.state === 'erased') return { outcome: 'erased' };
    if (cause === 'discarded' && item.state !== 'quarantined') return { outcome: 'not-quarantined' };
    await query(
      `insert into ledger.erasure_ask (item_id, code, actor) values ($1, $2, $3) on conflict (item_id) do update
         set code = excluded.code, actor = excluded.actor, asked_at = clock_timestamp()`,
      [itemId, code, actor],
    );
    await note(query, itemId, 'erasure-asked', { reason: cause }, actor);
    return { outcome: 'asked', code };
  });
}

/** The second step. */
export async function eraseItem(
  database: Database,
  itemId: ItemId,
  word: { readonly code: string; readonly cause: ErasureCause; readonly actor: string },
): Promise<Erased> {
  return await database.transaction(async (query) => {
    const [ask] = await query(
      `select 1 from ledger.item i join ledger.erasure_ask a using (item_id) where item_id = $1 and a.code = $2
         and a.asked_at > clock_timestamp() - make_interval(secs => $3)
         and ($4 <> 'discarded' or i.state = 'quarantined') for update of i`,
      [itemId, word.code, CODE_SECONDS, word.cause],
    );
    if (!ask) return { outcome: 'not-confirmed' };
    const [done] = await query<{ outcome: Erased['outcome'] }>('select ledger.erase_item($1, $2, $3) as outcome', [
      itemId,
      word.actor,
      word.cause,
    ]);
    const { outcome } = done!;
    if (outcome === 'erased') await forgetUploads(query, [itemId]);
    return outcome === 'erased' ? { outcome, bytes: (await unburied(query, itemId))[0]! } : ({ outcome } as Erased);
  });
}

/** Erases again what a restored backup has brought back. */
export async function eraseAgain(database: Database, items: readonly string[]): Promise<number> {
  return await erasing(
    database,
    `select item_id, ledger.erase_item(item_id, 'system', coalesce(
         (select cause from ledger.tombstone t where t.item_id = i.item_id), 'erased-on-request')) as outcome
     from ledger.item i where item_id = any($1::uuid[]) and state <> 'erased'`,
    [items],
  );
}

/** Discards what has stood in quarantine for so long; how many. */
export async function discardQuarantined(database: Database, afterDays: number): Promise<number> {
  // locked while it is looked at: what a person tries again meanwhile is not discarded
  return await erasing(
    database,
    `select item_id, ledger.erase_item(item_id, 'system', 'quarantine-expired') as outcome
     from (select item_id from ledger.item where state = 'quarantined'
       and changed_at < now() - make_interval(secs => $1) and reason <> all($2) limit 1000 for update) old`,
    [afterDays * 86_400, passing],
  );
}

/** Runs what erases several items; how many it were. */
async function erasing(database: Database, sql: string, values: readonly unknown[]): Promise<number> {
  return await database.transaction(async (query) => {
    const rows = await query<{ item_id: ItemId; outcome: string }>(sql, [...values]);
    const erased = rows.filter(({ outcome }) => outcome === 'erased').map(({ item_id: id }) => id);
    await forgetUploads(query, erased);
    return erased.length;
  });
}

/** A process that died right after landing has left the upload with the item's key and names. */
async function forgetUploads(query: Query, items: readonly ItemId[]): Promise<void> {
  await query('delete from ledger.upload where upload_id = any($1::uuid[])', [items]);
}

const NAMED = `exists (select 1 from ledger.artifact a join ledger.item i using (item_id)
  where i.state <> 'erased' and (a.hash = own.hash or a.companion ->> 'hash' = own.hash))`;

/** Bytes of erased items that may still lie in the zones; results that another item has as well go with the last of them. */
export async function unburied(query: Query, itemId?: ItemId): Promise<readonly ErasedBytes[]> {
  return await query<ErasedBytes>(
    `select t.item_id as "itemId", t.blobs, array(select own.hash from (
         select unnest(t.artifacts) as hash
         union select hash from ledger.artifact where item_id = t.item_id
         union select companion ->> 'hash' from ledger.artifact where item_id = t.item_id and companion is not null) own
       where not ${NAMED}) as artifacts
     from ledger.tombstone t
     where ($1::uuid is null and t.buried_at is null) or t.item_id = $1 order by t.erased_at limit 1000`,
    [itemId ?? null],
  );
}

/** Those of these results that an item has which is not erased. */
export async function namedArtifacts(
  database: Database,
  hashes: readonly ArtifactHash[],
): Promise<ReadonlySet<ArtifactHash>> {
  const rows = await database.query<{ hash: ArtifactHash }>(
    `select own.hash from unnest($1::text[]) own (hash) where ${NAMED}`,
    [hashes],
  );
  return new Set(rows.map(({ hash }) => hash));
}

export async function buried(database: Database, itemId: ItemId): Promise<void> {
  await database.query('update ledger.tombstone set buried_at = clock_timestamp() where item_id = $1', [itemId]);
}
