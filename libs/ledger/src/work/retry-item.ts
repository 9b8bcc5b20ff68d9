import { randomUUID } from 'node:crypto';
import {
  type ItemId,
  type ItemState,
  type MediaKind,
  MediaLanded,
  ReportAccepted,
  RunId,
  VideoAccepted,
} from '@endoveil/contracts';
import type { Database } from '../database/database.js';
import { openJob } from './drive.js';
import type { RetryResult } from '../face.js';
import { moveRun, note } from '../record/history.js';

const mayRetry: readonly ItemState[] = ['held', 'quarantined', 'in-review', 'verified', 'rejected'];

/** A new run, asked for by a person. What was set apart is identified again; everything else starts at its ladder's top. */
export async function retryItem(database: Database, itemId: ItemId, actor: string): Promise<RetryResult> {
  return await database.transaction(async (query) => {
    const [item] = await query<{
      state: ItemState;
      kind: MediaKind | null;
      size_bytes: string;
      correlation_id: string;
      traceparent: string | null;
    }>('select * from ledger.item where item_id = $1 for update', [itemId]);
    if (!item) return { outcome: 'not-found' };
    if (item.state === 'approved' || item.state === 'published' || item.state === 'erased') return { outcome: 'final' };
    const [open] = await query('select 1 from ledger.run where item_id = $1 and ended_at is null', [itemId]);
    if (open || !mayRetry.includes(item.state)) return { outcome: 'in-progress' };
    const runId = RunId.parse(randomUUID());
    const state = item.kind === null ? 'landed' : 'accepted';
    await query(
      `insert into ledger.run (run_id, item_id, number, cause, state)
       select $1, $2, max(number) + 1, 'retry', 'waiting' from ledger.run where item_id = $2`,
      [runId, itemId],
    );
    await query(
      'update ledger.item set current_run = $2, proposed_run = null, upgrade_tries = 0, upgrade_after = null where item_id = $1',
      [itemId, runId],
    );
    await note(query, itemId, 'retry-asked', { runId }, actor);
    await moveRun(query, { runId, itemId }, state);
    const common = { itemId, runId, correlationId: item.correlation_id, traceparent: item.traceparent };
    if (item.kind === null) {
      const payload = { landingId: itemId, sizeBytes: Number(item.size_bytes) };
      await openJob(query, { ...common, stage: 'identify', event: MediaLanded, payload });
    } else {
      const event = item.kind === 'video' ? VideoAccepted : ReportAccepted;
      await openJob(query, { ...common, stage: 'anonymize', event, payload: { itemId, runId, kind: item.kind } });
    }
    return { outcome: 'retried', runId };
  });
}
