import type { ItemId, PublicationId } from '@endoveil/contracts';
import type { Database } from '../database/database.js';
import type { Cipher } from '../ports.js';
import type {
  DecisionRecord,
  PublicationAttemptRecord,
  PublicationFilter,
  PublicationRecord,
} from '../release/release-face.js';
import type { Timing } from '../work/timing.js';

/** Newest first; a page goes on after the last one of the page before. */
export async function listPublications(
  database: Database,
  timing: Timing,
  filter: PublicationFilter,
): Promise<readonly PublicationRecord[]> {
  return await database.query<PublicationRecord>(
    `select publication_id as "publicationId", public_id as "publicId", item_id as "itemId",
       artifact_hash as "artifactHash", destination, state, fault, failures, withdraw_asked as "withdrawAsked",
       due_at as "dueAt", planned_by as "plannedBy", planned_at as "plannedAt", changed_at as "changedAt",
       published_at as "publishedAt",
       (select count(*)::int from ledger.publication_attempt t where t.publication_id = p.publication_id) as attempts,
       case when p.open_since is not null then ledger.why_unserved(p.destination, $8) end as unserved
     from ledger.publication p
     where ($1::uuid is null or item_id = $1) and ($2::text is null or destination = $2)
       and ($3::text is null or state = $3)
       and ($7::uuid is null or publication_id = $7)
       and ($6::text[] is null or exists (select 1 from ledger.item i where i.item_id = p.item_id and i.center = any($6)))
       and ($4::uuid is null or (planned_at, publication_id) <
         (select planned_at, publication_id from ledger.publication where publication_id = $4))
     order by planned_at desc, publication_id desc limit $5`,
    [
      filter.itemId ?? null,
      filter.destination ?? null,
      filter.state ?? null,
      filter.after ?? null,
      Math.min(500, Math.max(1, filter.limit ?? 50)),
      filter.centers ?? null,
      filter.publicationId ?? null,
      timing.workerGoneSeconds,
    ],
  );
}

export async function listPublicationAttempts(
  database: Database,
  publicationId: PublicationId,
): Promise<readonly PublicationAttemptRecord[]> {
  return await database.query<PublicationAttemptRecord>(
    `select fence::int, task, worker_id as "workerId", started_at as "startedAt", ended_at as "endedAt", ending, fault,
       cause, digest from ledger.publication_attempt where publication_id = $1 order by fence`,
    [publicationId],
  );
}

/** Every decision on an item, oldest first. What a person wrote only when asked for. */
export async function listDecisions(
  database: Database,
  cipher: Cipher,
  itemId: ItemId,
  options: { readonly values?: boolean },
): Promise<readonly DecisionRecord[]> {
  const rows = await database.query<DecisionRecord & { readonly sealed: Buffer | null; readonly wrappedKey: Buffer }>(
    `select d.decision_id as "decisionId", d.item_id as "itemId", d.run_id as "runId",
       d.artifact_hash as "artifactHash", d.kind, d.actor, d.at, d.reason as sealed, i.wrapped_key as "wrappedKey"
     from ledger.decision d join ledger.item i using (item_id) where d.item_id = $1 order by d.at, d.decision_id`,
    [itemId],
  );
  return rows.map(({ sealed, wrappedKey, ...row }) => ({
    ...row,
    ...(options.values && sealed && wrappedKey.length > 0
      ? { reason: cipher.open(wrappedKey, sealed, 'decision.reason') }
      : {}),
  }));
}
