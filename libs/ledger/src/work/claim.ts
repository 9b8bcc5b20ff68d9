import { randomUUID } from 'node:crypto';
import { AttemptId, LandingId } from '@endoveil/contracts';
import { artifactFacts, newestArtifact } from './artifact-row.js';
import type { Attempt, ClaimInput, ClaimResult, JobFacts } from './attempt.js';
import type { Database, Query } from '../database/database.js';
import { escalateJob, levelListening } from './escalate.js';
import { moveRun } from '../record/history.js';
import { type JobRow, lockJob, runOf } from './job-row.js';
import type { Timing } from './timing.js';

const working = { identify: 'landed', anonymize: 'anonymizing', extract: 'extracting', verify: 'verifying' } as const;
/** A job that another worker holds is asked for again after its lease, but not more often than this. */
const SHORTEST_WAIT_MS = 100;

/** Step 2 of the contract: the fence, the lease and the attempt row, before any work. */
export async function claim(database: Database, timing: Timing, input: ClaimInput): Promise<ClaimResult> {
  return await database.transaction(async (query) => {
    const row = await lockJob(query, input.jobId);
    const [seen] = await query<{ done: boolean }>(
      'select effect_at is not null as done from ledger.inbox where durable = $1 and event_id = $2',
      [input.durable, input.eventId],
    );
    if (seen?.done) return { outcome: 'already-done' };
    if (!row || row.state === 'done' || row.step !== input.step) return { outcome: 'elsewhere' };
    if (row.state === 'running' && !row.lease_over) return busy(row.lease_ms);
    if (row.retry_ms !== null && row.retry_ms > 0) return busy(row.retry_ms);
    if (row.state === 'running' && (await noteLost(query, row)) >= timing.lossesPerLevel) {
      await escalateJob(query, row, 'worker-lost');
      return { outcome: 'escalated' };
    }
    const level = await levelListening(query, row.trigger_subject);
    if (row.failures >= (level?.attempts ?? timing.attemptsPerLevel)) {
      await escalateJob(query, row, 'attempts-exhausted');
      return { outcome: 'escalated' };
    }
    return await take(query, row, input, {
      leaseSeconds: input.leaseSeconds ?? timing.leaseSeconds,
      deadlineSeconds: level?.run_deadline_seconds ?? timing.runDeadlineSeconds,
    });
  });
}

function busy(ms: number | null): ClaimResult {
  return { outcome: 'busy', retryAfterMs: Math.max(SHORTEST_WAIT_MS, Math.ceil(ms ?? 0) + 20) };
}

/** Ends the attempt whose worker vanished; answers how many of this job's step have. */
export async function noteLost(query: Query, row: JobRow): Promise<number> {
  await query(
    `update ledger.attempt set ended_at = now(), ending = 'lost', reason = 'worker-lost'
     where job_id = $1 and fence = $2 and ended_at is null`,
    [row.job_id, row.fence],
  );
  await query('update ledger.job set losses = losses + 1 where job_id = $1', [row.job_id]);
  return row.losses + 1;
}

async function take(
  query: Query,
  row: JobRow,
  input: ClaimInput,
  { leaseSeconds, deadlineSeconds }: { readonly leaseSeconds: number; readonly deadlineSeconds: number },
): Promise<ClaimResult> {
  const [taken] = await query<{ fence: string }>(
    `update ledger.job set fence = fence + 1, state = 'running', level = $2, retry_at = null, redrive_at = null,
       lease_until = now() + make_interval(secs => $3),
       deadline_at = now() + make_interval(secs => $4)
     where job_id = $1 returning fence`,
    [row.job_id, input.level, leaseSeconds, deadlineSeconds],
  );
  const fence = Number(taken?.fence);
  const attempt: Attempt = {
    attemptId: AttemptId.parse(randomUUID()),
    jobId: row.job_id,
    itemId: row.item_id,
    runId: row.run_id,
    stage: row.stage,
    step: row.step,
    durable: input.durable,
    level: input.level,
    workerId: input.workerId,
    fence,
    leaseSeconds,
  };
  await query(
    `insert into ledger.attempt (attempt_id, job_id, step, level, durable, event_id, worker_id, fence)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [attempt.attemptId, row.job_id, row.step, input.level, input.durable, input.eventId, input.workerId, fence],
  );
  await query('insert into ledger.inbox (durable, event_id) values ($1, $2) on conflict do nothing', [
    input.durable,
    input.eventId,
  ]);
  if (row.stage !== 'identify') await moveRun(query, runOf(row), working[row.stage]);
  return { outcome: 'claimed', attempt, job: await factsOf(query, row) };
}

async function factsOf(query: Query, row: JobRow): Promise<JobFacts> {
  const artifact =
    row.stage === 'extract' || row.stage === 'verify' ? await newestArtifact(query, row.run_id) : undefined;
  return {
    jobId: row.job_id,
    itemId: row.item_id,
    runId: row.run_id,
    landingId: LandingId.parse(row.item_id),
    stage: row.stage,
    step: row.step,
    kind: row.kind,
    center: row.center,
    processor: row.processor,
    caseRef: row.case_ref,
    contentId: row.content_id,
    source: { blob: row.blob, wrappedKey: row.wrapped_key, sizeBytes: Number(row.size_bytes) },
    artifact: artifact ? artifactFacts(artifact) : null,
    findings: artifact ? { blob: artifact.findings_blob, wrappedKey: artifact.findings_key } : null,
    failures: row.failures,
    correlationId: row.correlation_id,
    trigger: { subject: row.trigger_subject, payload: row.trigger_payload },
  };
}

/** Extends the lease, if this attempt still owns the job. */
export async function beat(database: Database, attempt: Attempt): Promise<'alive' | 'fenced-out'> {
  const hit = await database.query(
    `update ledger.job set lease_until = now() + make_interval(secs => $4)
     where job_id = $1 and fence = $2 and step = $3 and state = 'running' returning 1`,
    [attempt.jobId, attempt.fence, attempt.step, attempt.leaseSeconds],
  );
  return hit.length === 1 ? 'alive' : 'fenced-out';
}
