import { randomUUID } from 'node:crypto';
import { type EventType, type ItemId, JobId, type RunId, type Stage } from '@endoveil/contracts';
import type { Query } from '../database/database.js';
import type { JobRow } from './job-row.js';
import { announce, knownEvent, newEventId } from '../record/outbox.js';

/** What the next stage is told beside its job and step. */
export interface Opening {
  readonly itemId: ItemId;
  readonly runId: RunId;
  readonly stage: Stage;
  readonly event: EventType;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly correlationId: string;
  readonly traceparent: string | null;
}

/** Opens the job of a stage, or opens it again one step further when an earlier stage of the run was done anew. */
export async function openJob(query: Query, opening: Opening): Promise<JobId> {
  const [existing] = await query<{ job_id: string; step: number }>(
    'select job_id, step from ledger.job where run_id = $1 and stage = $2 for update',
    [opening.runId, opening.stage],
  );
  const jobId = JobId.parse(existing?.job_id ?? randomUUID());
  const step = existing ? existing.step + 1 : 0;
  const payload = { ...opening.payload, jobId, step };
  const eventId = newEventId();
  await query(
    `insert into ledger.job (job_id, run_id, item_id, stage, step, state, trigger_subject, trigger_payload, trigger_event)
     values ($1, $2, $3, $4, $5, 'requested', $6, $7, $8)
     on conflict (run_id, stage) do update set
       step = excluded.step, state = 'requested', level = null, lease_until = null, deadline_at = null, retry_at = null,
       redrive_at = null, failures = 0, crashes = 0, losses = 0, trigger_subject = excluded.trigger_subject,
       trigger_payload = excluded.trigger_payload, trigger_event = excluded.trigger_event, waiting_since = now()`,
    [
      jobId,
      opening.runId,
      opening.itemId,
      opening.stage,
      step,
      opening.event.subject,
      JSON.stringify(payload),
      eventId,
    ],
  );
  const { event, correlationId, traceparent } = opening;
  await announce(query, { eventId, event, payload, correlationId, traceparent });
  return jobId;
}

/** Drives a job again: the same trigger under a new event id, because the old id would be swallowed as a duplicate. */
export async function driveAgain(query: Query, row: JobRow): Promise<void> {
  const eventId = newEventId();
  await query(
    `update ledger.job set state = 'requested', lease_until = null, retry_at = null, redrive_at = null,
       trigger_event = $2 where job_id = $1`,
    [row.job_id, eventId],
  );
  await announce(query, {
    eventId,
    event: knownEvent(row.trigger_subject),
    payload: row.trigger_payload,
    correlationId: row.correlation_id,
    traceparent: row.traceparent,
  });
}
