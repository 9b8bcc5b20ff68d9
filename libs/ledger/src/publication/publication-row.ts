import {
  type ArtifactHash,
  type DestinationName,
  type EventType,
  type ItemId,
  PublicationFailed,
  type PublicationFault,
  type PublicationId,
  PublicationPlanned,
  PublicationPostponed,
  PublicationPublished,
  type PublicationState,
  PublicationUnconfirmed,
  PublicationWithdrawn,
} from '@endoveil/contracts';
import type { Query } from '../database/database.js';
import { note } from '../record/history.js';
import { announce } from '../record/outbox.js';

/** A publication with what its item adds to it. */
export interface PublicationRow {
  readonly publication_id: PublicationId;
  readonly public_id: string;
  readonly item_id: ItemId;
  readonly artifact_hash: ArtifactHash;
  readonly destination: DestinationName;
  readonly state: PublicationState;
  readonly fault: PublicationFault | null;
  readonly failures: number;
  readonly questions: number;
  readonly withdraw_asked: boolean;
  readonly fence: string;
  readonly correlation_id: string;
  readonly traceparent: string | null;
}

/** What a state tells the house; UPLOADING and VERIFYING only stand in the history. */
const told: Partial<Record<PublicationState, EventType>> = {
  PLANNED: PublicationPlanned,
  QUEUED: PublicationPlanned,
  PUBLISHED: PublicationPublished,
  RETRY_WAIT: PublicationPostponed,
  UNCONFIRMED: PublicationUnconfirmed,
  FAILED_FINAL: PublicationFailed,
  WITHDRAWN: PublicationWithdrawn,
};

/** Locks the item, then the publication: always in this order. */
export async function lockPublication(
  query: Query,
  id: PublicationId,
  itemId?: ItemId,
): Promise<PublicationRow | undefined> {
  await query(
    `select 1 from ledger.item
     where item_id = (select item_id from ledger.publication where publication_id = $1) for update`,
    [id],
  );
  const [row] = await query<PublicationRow>(
    `select p.*, i.correlation_id, i.traceparent from ledger.publication p join ledger.item i using (item_id)
     where p.publication_id = $1 and ($2::uuid is null or p.item_id = $2) for update of p`,
    [id, itemId ?? null],
  );
  return row;
}

/** The entry and the event of a change that has just been written. */
export async function tellPublication(
  query: Query,
  row: PublicationRow,
  now: { readonly state: PublicationState; readonly fault?: PublicationFault | null },
  actor = 'system',
): Promise<void> {
  const { publication_id: publicationId, item_id: itemId, destination, artifact_hash: artifactHash } = row;
  const { state, fault = null } = now;
  await note(
    query,
    itemId,
    `publication-${state.toLowerCase().replace('_', '-')}`,
    { publicationId, destination, fault },
    actor,
  );
  const event = told[state];
  if (!event) return;
  const payload = { publicationId, itemId, destination, artifactHash, state, fault };
  await announce(query, { event, payload, correlationId: row.correlation_id, traceparent: row.traceparent });
}

/** What waited for exactly this approval may go now. */
export async function queuePlanned(query: Query, itemId: ItemId, hash: ArtifactHash): Promise<void> {
  const rows = await query<PublicationRow>(
    `with queued as (
       update ledger.publication set state = 'QUEUED', due_at = now(), changed_at = now()
       where item_id = $1 and artifact_hash = $2 and state = 'PLANNED' returning *)
     select queued.*, i.correlation_id, i.traceparent from queued join ledger.item i using (item_id)`,
    [itemId, hash],
  );
  for (const row of rows) await tellPublication(query, row, { state: 'QUEUED' });
}
