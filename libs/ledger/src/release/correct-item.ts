import { randomUUID } from 'node:crypto';
import { type Correction, type ItemId, type ItemState, JobId, type MediaKind, RunId } from '@endoveil/contracts';
import { newestArtifact } from '../work/artifact-row.js';
import type { Database, Query } from '../database/database.js';
import { moveRun, note } from '../record/history.js';
import { announce, knownEvent, newEventId } from '../record/outbox.js';

export interface Correcting {
  readonly itemId: ItemId;
  /** The bytes that were looked at. */
  readonly artifactHash: string;
  /** `version` of the item as it was seen. Of what is on its way out it grows by itself: there the bytes count. */
  readonly version: number;
  readonly corrections: readonly Correction[];
  readonly actor: string;
}

export type CorrectResult =
  | { readonly outcome: 'correcting'; readonly runId: RunId }
  | { readonly outcome: 'refused'; readonly why: 'changed' | 'in-progress' | 'no-result' | 'wrong-kind' }
  | { readonly outcome: 'not-found' };

export interface CorrectionRecord {
  readonly correctionId: string;
  readonly runId: RunId;
  readonly artifactHash: string;
  readonly correction: Correction;
  readonly actor: string;
  readonly madeAt: Date;
}

const mayCorrect: readonly ItemState[] = ['verified', 'in-review', 'approved', 'published', 'rejected'];

/**
 * Stores what is to be covered and sends the item through the same level again, which reads it with its task; the
 * verifier follows as always. The item shows the new run from now on, so an approval of the old bytes ends here.
 */
export async function correctItem(database: Database, correcting: Correcting): Promise<CorrectResult> {
  const { itemId, corrections, actor } = correcting;
  // fixed before the transaction, which may be done twice
  const runId = RunId.parse(randomUUID());
  return await database.transaction(async (query) => {
    const [item] = await query<{
      state: ItemState;
      kind: MediaKind;
      current_run: RunId;
      version: number;
      approved: boolean;
    }>(
      `select state, kind, current_run, history_number - readings as version, approved_hash is not null as approved
       from ledger.item where item_id = $1 for update`,
      [itemId],
    );
    if (!item) return { outcome: 'not-found' };
    const open = await query('select 1 from ledger.run where item_id = $1 and ended_at is null', [itemId]);
    if (open.length > 0) return { outcome: 'refused', why: 'in-progress' };
    const artifact = await newestArtifact(query, item.current_run);
    if (!artifact || !mayCorrect.includes(item.state)) return { outcome: 'refused', why: 'no-result' };
    const seen = artifact.hash === correcting.artifactHash && (item.approved || item.version === correcting.version);
    if (!seen) return { outcome: 'refused', why: 'changed' };
    const wanted = item.kind === 'video' ? 'seconds' : 'page';
    if (!corrections.every((one) => wanted in one)) return { outcome: 'refused', why: 'wrong-kind' };
    await query(
      `insert into ledger.run (run_id, item_id, number, cause, state)
       select $1, $2, max(number) + 1, 'correction', 'waiting' from ledger.run where item_id = $2`,
      [runId, itemId],
    );
    for (const one of corrections) await store(query, { ...correcting, runId }, one);
    await query(
      'update ledger.item set current_run = $2, proposed_run = null, upgrade_after = null where item_id = $1',
      [itemId, runId],
    );
    await note(query, itemId, 'corrected', { runId, hash: artifact.hash, corrections: corrections.length }, actor);
    await moveRun(query, { runId, itemId }, 'accepted');
    await sameLevelAgain(query, { itemId, runId, from: item.current_run });
    return { outcome: 'correcting', runId };
  });
}

async function store(query: Query, correcting: Correcting & { readonly runId: RunId }, one: Correction): Promise<void> {
  const { x, y, width, height } = one.box;
  const [page, first, last] = 'page' in one ? [one.page, null, null] : [null, ...one.seconds];
  await query(
    `insert into ledger.correction (correction_id, item_id, run_id, artifact_hash, page, first_seconds, last_seconds,
       x, y, width, height, actor)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      correcting.itemId,
      correcting.runId,
      correcting.artifactHash,
      page,
      first,
      last,
      x,
      y,
      width,
      height,
      correcting.actor,
    ],
  );
}

/** The job as it last drove the level that made the result, at the same step; how it came there is taken over. */
async function sameLevelAgain(
  query: Query,
  { itemId, runId, from }: { readonly itemId: ItemId; readonly runId: RunId; readonly from: RunId },
): Promise<void> {
  const [old] = await query<{
    job_id: string;
    step: number;
    trigger_subject: string;
    trigger_payload: Readonly<Record<string, unknown>>;
    correlation_id: string;
    traceparent: string | null;
  }>(
    `select j.job_id, j.step, j.trigger_subject, j.trigger_payload, i.correlation_id, i.traceparent
     from ledger.job j join ledger.item i using (item_id) where j.run_id = $1 and j.stage = 'anonymize'`,
    [from],
  );
  const jobId = JobId.parse(randomUUID());
  const eventId = newEventId();
  const payload = { ...old!.trigger_payload, runId, jobId, step: old!.step };
  await query(
    `insert into ledger.job (job_id, run_id, item_id, stage, step, state, trigger_subject, trigger_payload, trigger_event)
     values ($1, $2, $3, 'anonymize', $4, 'requested', $5, $6, $7)`,
    [jobId, runId, itemId, old!.step, old!.trigger_subject, JSON.stringify(payload), eventId],
  );
  await query(
    `insert into ledger.escalation (job_id, step, from_level, to_level, reason, at)
     select $1, step, from_level, to_level, reason, at from ledger.escalation where job_id = $2 and step < $3`,
    [jobId, old!.job_id, old!.step],
  );
  await announce(query, {
    eventId,
    event: knownEvent(old!.trigger_subject),
    payload,
    correlationId: old!.correlation_id,
    traceparent: old!.traceparent,
  });
}

/** Everything that persons asked to have covered in this item, oldest first: every later run covers it as well. */
export async function correctionsOf(database: Database, itemId: ItemId): Promise<readonly CorrectionRecord[]> {
  const rows = await database.query<{
    readonly correction_id: string;
    readonly run_id: RunId;
    readonly artifact_hash: string;
    readonly page: number | null;
    readonly first_seconds: number;
    readonly last_seconds: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly actor: string;
    readonly made_at: Date;
  }>('select * from ledger.correction where item_id = $1 order by made_at, correction_id', [itemId]);
  return rows.map(({ page, x, y, width, height, ...row }) => {
    const box = { x, y, width, height };
    return {
      correctionId: row.correction_id,
      runId: row.run_id,
      artifactHash: row.artifact_hash,
      correction: page === null ? { seconds: [row.first_seconds, row.last_seconds], box } : { page, box },
      actor: row.actor,
      madeAt: row.made_at,
    };
  });
}
