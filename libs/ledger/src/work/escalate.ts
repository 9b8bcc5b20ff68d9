import { type LevelName, MediaHeld, MediaQuarantined, MediaUnsure, type ReasonCode } from '@endoveil/contracts';
import { newestArtifact } from './artifact-row.js';
import type { Query } from '../database/database.js';
import { moveRun, note } from '../record/history.js';
import { type JobRow, runOf } from './job-row.js';
import { announce, knownEvent, newEventId } from '../record/outbox.js';

/** A level of the `level` table. */
export interface LevelRow {
  readonly durable: string;
  readonly level: LevelName;
  readonly declines: string | null;
  readonly attempts: number | null;
  readonly dead_after_seconds: number | null;
  readonly run_deadline_seconds: number | null;
}

/** Who works on a job that this subject drives. Several durables may serve one level; the stage tells ladders apart. */
export async function levelListening(query: Query, subject: string): Promise<LevelRow | undefined> {
  const [row] = await query<LevelRow>(
    `select * from ledger.level where $1 = any(listens) and stage in ('identify', 'anonymize', 'extract', 'verify')
     order by since desc limit 1`,
    [subject],
  );
  return row;
}

/**
 * Hands the job to the next level, whatever the cause. Idempotent by the caller's lock: the job has just been seen at
 * this step. At the end of a ladder there is no next level, and the item gets a person.
 */
export async function escalateJob(query: Query, row: JobRow, reason: ReasonCode): Promise<void> {
  const from = await levelListening(query, row.trigger_subject);
  const fromLevel = row.level ?? from?.level ?? ('unknown' as LevelName);
  if (row.stage === 'extract' && !from?.declines) return await tryLastAgain(query, row, reason);
  const to = from?.declines ? await levelListening(query, from.declines) : undefined;
  await query(
    `insert into ledger.escalation (job_id, step, from_level, to_level, reason) values ($1, $2, $3, $4, $5)
     on conflict (job_id, step) do nothing`,
    [row.job_id, row.step, fromLevel, to?.level ?? null, reason],
  );
  await note(query, row.item_id, 'escalated', {
    jobId: row.job_id,
    stage: row.stage,
    step: row.step,
    from: fromLevel,
    to: to?.level ?? null,
    reason,
  });
  if (from?.declines) await handDown(query, row, from.declines, fromLevel, reason);
  else await endOfLadder(query, row, reason);
}

async function handDown(
  query: Query,
  row: JobRow,
  declines: string,
  level: LevelName,
  reason: ReasonCode,
): Promise<void> {
  const event = knownEvent(declines);
  const step = row.step + 1;
  const payload = { ...row.trigger_payload, jobId: row.job_id, step, level, reason };
  const eventId = newEventId();
  const parsed = event.schema.parse(payload) as Record<string, unknown>;
  await query(
    `update ledger.job set step = $2, state = 'requested', level = null, fence = fence + 1, lease_until = null,
       deadline_at = null, retry_at = null, redrive_at = null, failures = 0, crashes = 0, losses = 0,
       trigger_subject = $3, trigger_payload = $4, trigger_event = $5, waiting_since = now()
     where job_id = $1`,
    [row.job_id, step, declines, JSON.stringify(parsed), eventId],
  );
  const { correlation_id: correlationId, traceparent } = row;
  await announce(query, { eventId, event, payload: parsed, correlationId, traceparent });
}

/** Nobody is left to try: identification ends set apart, verification with a person, anonymizing held. */
async function endOfLadder(query: Query, row: JobRow, reason: ReasonCode): Promise<void> {
  switch (row.stage) {
    case 'identify':
      return await setApart(query, row, reason);
    case 'anonymize':
      return await holdRun(query, row, reason);
    case 'verify':
      return await leaveUnverified(query, row);
  }
}

/** The last metadata level needs nothing but the ledger: it is tried again until that works. */
async function tryLastAgain(query: Query, row: JobRow, reason: ReasonCode): Promise<void> {
  await query(
    `update ledger.job set state = 'requested', fence = fence + 1, lease_until = null, deadline_at = null,
       retry_at = now() + interval '1 minute', redrive_at = now() + interval '1 minute',
       failures = 0, crashes = 0, losses = 0
     where job_id = $1`,
    [row.job_id],
  );
  await note(query, row.item_id, 'tried-again', { jobId: row.job_id, stage: row.stage, level: row.level, reason });
}

export async function finishJob(query: Query, row: JobRow): Promise<void> {
  await query(
    `update ledger.job set state = 'done', lease_until = null, deadline_at = null, retry_at = null, redrive_at = null
     where job_id = $1`,
    [row.job_id],
  );
}

/** Imported, safe, not anonymized. A file that crashed every level is set apart instead. */
export async function holdRun(query: Query, row: JobRow, reason: ReasonCode): Promise<void> {
  const steps = await query<{ reason: string }>('select reason from ledger.escalation where job_id = $1', [row.job_id]);
  if (steps.length > 0 && steps.every((step) => step.reason === 'child-crashed')) {
    return await setApart(query, row, 'repeated-crash');
  }
  await finishJob(query, row);
  await moveRun(query, runOf(row), 'held', { reason, ended: true });
  await announce(query, {
    event: MediaHeld,
    payload: { itemId: row.item_id, runId: row.run_id, kind: row.kind, reason },
    correlationId: row.correlation_id,
    traceparent: row.traceparent,
  });
}

export async function setApart(query: Query, row: JobRow, reason: ReasonCode): Promise<void> {
  await finishJob(query, row);
  await moveRun(query, runOf(row), 'quarantined', { reason, ended: true });
  await announce(query, {
    event: MediaQuarantined,
    payload: { itemId: row.item_id, reason },
    correlationId: row.correlation_id,
    traceparent: row.traceparent,
  });
}

/** The verifier could not do its work: not checked is not clean, so a person decides. */
async function leaveUnverified(query: Query, row: JobRow): Promise<void> {
  const artifact = await newestArtifact(query, row.run_id);
  await finishJob(query, row);
  await moveRun(query, runOf(row), 'in-review', { reason: 'coverage-incomplete', ended: true });
  await announce(query, {
    event: MediaUnsure,
    payload: { ...row.trigger_payload, level: artifact?.level, reasons: ['coverage-incomplete'] },
    correlationId: row.correlation_id,
    traceparent: row.traceparent,
  });
}
