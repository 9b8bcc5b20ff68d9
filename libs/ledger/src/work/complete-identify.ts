import { type BlobId, type ItemId, MediaDuplicated, ReportAccepted, VideoAccepted } from '@endoveil/contracts';
import type { Attempt, Settled } from './attempt.js';
import type { Database, Query } from '../database/database.js';
import { openJob } from './drive.js';
import { endedAs, ending } from './end-attempt.js';
import { finishJob, setApart } from './escalate.js';
import type { Identified, IdentifyResult } from '../face.js';
import { moveRun, note } from '../record/history.js';
import { type JobRow, runOf } from './job-row.js';
import { announce } from '../record/outbox.js';
import type { Cipher } from '../ports.js';

/** Accepted, set apart, or the second sight of a content that a row of `content` already owns. */
export function completeIdentify(
  database: Database,
  cipher: Cipher,
  attempt: Attempt,
  result: Identified,
): Promise<Settled<IdentifyResult>> {
  const how = {
    ending: 'done',
    stage: 'identify',
    ...(result.outcome === 'quarantined' ? { reason: result.reason } : {}),
    repeated: (query: Query) => identifiedBefore(query, attempt, result),
  } as const;
  return ending(database, attempt, how, async (query, row): Promise<IdentifyResult> => {
    const owner = await ownerOf(query, row);
    if (owner !== row.item_id) return await duplicate(query, cipher, row, owner);
    if (result.outcome === 'accepted' && (await wasErased(query, row))) {
      await setApart(query, row, 'erased-before');
      return { as: 'quarantined', itemId: row.item_id };
    }
    if (result.outcome === 'quarantined') {
      await setApart(query, row, result.reason);
      return { as: 'quarantined', itemId: row.item_id };
    }
    await query('update ledger.item set kind = $2, processor = coalesce($3, processor) where item_id = $1', [
      row.item_id,
      result.kind,
      result.processor ?? null,
    ]);
    await finishJob(query, row);
    await moveRun(query, runOf(row), 'accepted');
    await openJob(query, {
      ...runOf(row),
      stage: 'anonymize',
      event: result.kind === 'video' ? VideoAccepted : ReportAccepted,
      payload: { itemId: row.item_id, runId: row.run_id, kind: result.kind },
      correlationId: row.correlation_id,
      traceparent: row.traceparent,
    });
    return { as: 'accepted', itemId: row.item_id };
  });
}

/** A duplicate's attempt is gone with its item: the sighting tells. Its bytes are the collector's then. */
async function identifiedBefore(
  query: Query,
  attempt: Attempt,
  { outcome }: Identified,
): Promise<IdentifyResult | undefined> {
  const [sighting] = await query<{ item_id: ItemId }>('select item_id from ledger.sighting where landing_id = $1', [
    attempt.itemId,
  ]);
  if (!sighting) return undefined;
  if (sighting.item_id !== attempt.itemId) return { as: 'duplicate', itemId: sighting.item_id };
  return (await endedAs(query, attempt, 'done')) ? { as: outcome, itemId: attempt.itemId } : undefined;
}

/** A content that was erased comes back only by a person's word: a retry is one. */
async function wasErased(query: Query, row: JobRow): Promise<boolean> {
  const rows = await query(
    `select 1 from ledger.tombstone t, ledger.run r where t.center = $1 and t.content_id = $2
       and t.cause = 'erased-on-request' and r.run_id = $3 and r.number = 1 limit 1`,
    [row.center, row.content_id, row.run_id],
  );
  return rows.length > 0;
}

/** The item that owns the content: this one if nobody did. Two at once wait here for each other's commit. */
async function ownerOf(query: Query, row: JobRow): Promise<ItemId> {
  const parameters = [row.center, row.content_id];
  await query('insert into ledger.content (center, content_id, item_id) values ($1, $2, $3) on conflict do nothing', [
    ...parameters,
    row.item_id,
  ]);
  const [owner] = await query<{ item_id: ItemId }>(
    'select item_id from ledger.content where center = $1 and content_id = $2',
    parameters,
  );
  return owner!.item_id;
}

/** The landing becomes a sighting of the older item: its names go under that item's key, its own bytes and key go. */
async function duplicate(query: Query, cipher: Cipher, row: JobRow, owner: ItemId): Promise<IdentifyResult> {
  const [older] = await query<{ wrapped_key: Buffer; case_ref: string }>(
    'select wrapped_key, case_ref from ledger.item where item_id = $1 for update',
    [owner],
  );
  const [names] = await query<{ file_name: Buffer; source_path: Buffer; case_name: Buffer }>(
    'select file_name, source_path, case_name from ledger.sighting where landing_id = $1',
    [row.item_id],
  );
  const moved = (box: Buffer, column: string) =>
    Buffer.from(cipher.seal(older!.wrapped_key, cipher.open(row.wrapped_key, box, column), column));
  const secondCase = older!.case_ref !== row.case_ref;
  await query(
    `update ledger.sighting set item_id = $2, second_case = $3, file_name = $4, source_path = $5, case_name = $6
     where landing_id = $1`,
    [
      row.item_id,
      owner,
      secondCase,
      moved(names!.file_name, 'sighting.file_name'),
      moved(names!.source_path, 'sighting.source_path'),
      moved(names!.case_name, 'sighting.case_name'),
    ],
  );
  const reason = secondCase ? 'second-case' : 'duplicate-content';
  await note(query, row.item_id, 'duplicate', { of: owner, reason });
  await note(query, owner, 'sighted', { landingId: row.item_id, reason });
  await announce(query, {
    event: MediaDuplicated,
    payload: { landingId: row.item_id, itemId: owner, reason },
    correlationId: row.correlation_id,
    traceparent: row.traceparent,
  });
  await query('delete from ledger.item where item_id = $1', [row.item_id]);
  return { as: 'duplicate', itemId: owner, discard: row.blob as BlobId };
}
