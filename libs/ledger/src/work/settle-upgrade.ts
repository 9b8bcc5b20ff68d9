import type { ItemState, ReasonCode } from '@endoveil/contracts';
import { newestArtifact } from './artifact-row.js';
import type { Query } from '../database/database.js';
import { note } from '../record/history.js';
import type { JobRow } from './job-row.js';

interface Shown {
  readonly state: ItemState;
  readonly reason: ReasonCode | null;
  readonly current_run: string;
}

/** A person's word on what the item shows: no machine takes it back by showing something else. */
const isDecided = ({ state, reason }: Shown) =>
  state === 'approved' || state === 'published' || reason === 'on-hold' || reason === 'approval-revoked';

/**
 * After a run that tried to do better: it becomes the item's when it did, or waits for a person where one has decided.
 * What a person has rejected stays so.
 */
export async function settleUpgrade(query: Query, row: JobRow): Promise<void> {
  const item = await shownOf(query, row);
  if (!item || item.current_run === row.run_id || item.state === 'rejected') return;
  const [now, before] = [await standing(query, row.run_id), await standing(query, item.current_run)];
  const better = now.down < before.down || (now.down === before.down && now.metadataDown < before.metadataDown);
  if (!better) return;
  if (isDecided(item)) {
    await query('update ledger.item set proposed_run = $2 where item_id = $1', [row.item_id, row.run_id]);
    await note(query, row.item_id, 'better-proposed', { runId: row.run_id });
    return;
  }
  await showRun(query, row);
  await note(query, row.item_id, 'upgraded', { runId: row.run_id });
}

/**
 * The bytes that the item shows have just failed in another run, which knew more. Their certificate is void: whatever was
 * decided on it but a rejection, the item goes the way of the run that found out.
 */
export async function voidCurrent(query: Query, row: JobRow, failedHash: string): Promise<void> {
  const item = await shownOf(query, row);
  if (!item || item.current_run === row.run_id || item.state === 'rejected') return;
  if ((await newestArtifact(query, item.current_run))?.hash !== failedHash) return;
  await showRun(query, row);
  await note(query, row.item_id, 'certificate-void', { runId: row.run_id, hash: failedHash });
}

async function shownOf(query: Query, row: JobRow): Promise<Shown | undefined> {
  const [item] = await query<Shown>('select state, reason, current_run from ledger.item where item_id = $1', [
    row.item_id,
  ]);
  return item;
}

/** The item shows another of its runs: its result, its state and its reason. */
export async function showRun(query: Query, row: Pick<JobRow, 'item_id' | 'run_id'>): Promise<void> {
  await query(
    `update ledger.item set current_run = r.run_id, proposed_run = null, state = r.state, reason = r.reason,
       changed_at = now()
     from ledger.run r where item.item_id = $1 and r.run_id = $2`,
    [row.item_id, row.run_id],
  );
}

/**
 * How many levels down a run was done; a run that made nothing is below all. Metadata count from the newest artifact
 * on: what they were handed down for an older one says nothing about this.
 */
async function standing(query: Query, runId: string): Promise<{ down: number; metadataDown: number }> {
  const [row] = await query<{ down: number; metadata_down: number }>(
    `select a.step as down, (
       select count(*)::int from ledger.escalation e join ledger.job j using (job_id)
       where j.run_id = a.run_id and j.stage = 'extract' and e.at >= a.made_at) as metadata_down
     from ledger.artifact a join ledger.run r using (run_id)
     where a.run_id = $1 and r.state in ('verified', 'in-review', 'approved', 'published')
     order by a.step desc limit 1`,
    [runId],
  );
  return row ? { down: row.down, metadataDown: row.metadata_down } : { down: Infinity, metadataDown: Infinity };
}
