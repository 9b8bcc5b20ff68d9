import type { BlobId, ItemId, JobId, LevelName, MediaKind, RunId, Stage } from '@endoveil/contracts';
import type { Attempt } from './attempt.js';
import type { Query } from '../database/database.js';

/** A job with what its run and item add to it. */
export interface JobRow {
  readonly job_id: JobId;
  readonly run_id: RunId;
  readonly item_id: ItemId;
  readonly stage: Stage;
  readonly step: number;
  readonly state: 'requested' | 'running' | 'done';
  readonly level: LevelName | null;
  readonly fence: string;
  readonly failures: number;
  readonly crashes: number;
  readonly losses: number;
  readonly trigger_subject: string;
  readonly trigger_payload: Readonly<Record<string, unknown>>;
  readonly trigger_event: string;
  readonly kind: MediaKind | null;
  readonly center: string;
  readonly processor: string;
  readonly case_ref: string;
  readonly content_id: string;
  readonly size_bytes: string;
  readonly blob: BlobId;
  readonly wrapped_key: Buffer;
  readonly correlation_id: string;
  readonly traceparent: string | null;
  /** Milliseconds the lease still runs, or null. */
  readonly lease_ms: number | null;
  readonly lease_over: boolean;
  readonly retry_ms: number | null;
}

const SELECT = `
  select j.job_id, j.run_id, j.item_id, j.stage, j.step, j.state, j.level, j.fence, j.failures, j.crashes, j.losses,
    j.trigger_subject, j.trigger_payload, j.trigger_event,
    i.kind, i.center, i.processor, i.case_ref, i.content_id, i.size_bytes, i.blob, i.wrapped_key, i.correlation_id,
    i.traceparent,
    (extract(epoch from j.lease_until - now()) * 1000)::float8 as lease_ms,
    coalesce(j.lease_until <= now(), false) as lease_over,
    (extract(epoch from j.retry_at - now()) * 1000)::float8 as retry_ms
  from ledger.job j join ledger.item i using (item_id)`;

/** Locks the item, then the job: always in this order, so that verbs on one item wait for each other. */
export async function lockJob(query: Query, jobId: JobId): Promise<JobRow | undefined> {
  await query(
    'select 1 from ledger.item where item_id = (select item_id from ledger.job where job_id = $1) for update',
    [jobId],
  );
  const [row] = await query<JobRow>(`${SELECT} where j.job_id = $1 for update of j`, [jobId]);
  return row;
}

/** The job while this attempt still owns it; undefined when a higher fence exists or it ended. */
export async function lockOwned(query: Query, attempt: Attempt): Promise<JobRow | undefined> {
  const row = await lockJob(query, attempt.jobId);
  const owned = row && row.state === 'running' && Number(row.fence) === attempt.fence && row.step === attempt.step;
  return owned ? row : undefined;
}

export const runOf = (row: Pick<JobRow, 'run_id' | 'item_id'>) => ({ runId: row.run_id, itemId: row.item_id });
