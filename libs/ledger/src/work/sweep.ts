import type { JobId } from '@endoveil/contracts';
import { failpoint } from '@endoveil/runtime';
import { noteLost } from './claim.js';
import type { Database, Query } from '../database/database.js';
import { driveAgain } from './drive.js';
import { eachAlone } from '../database/each-alone.js';
import { escalateJob } from './escalate.js';
import type { EscalateInput, EscalateResult, SweepResult } from '../face.js';
import { lockJob } from './job-row.js';
import type { Timing } from './timing.js';

type Swept = 'lost' | 'hung' | 'redriven' | 'escalated';

/** Leases that ran out, runs past their deadline, waits that are over, and jobs whose level is dead. */
export async function sweep(database: Database, timing: Timing): Promise<SweepResult> {
  const result = { lost: 0, hung: 0, redriven: 0, escalated: 0 };
  const due = await database.query<{ job_id: JobId }>(
    `select job_id from ledger.job where
       (state = 'running' and (lease_until < now() or deadline_at < now()))
       or (state = 'requested' and redrive_at < now())
     order by waiting_since limit 1000`,
  );
  const turns = [
    ...due.map(({ job_id: jobId }) => async () => {
      failpoint('sweeper.before-one');
      const swept = await database.transaction((query) => sweepOne(query, timing, jobId));
      failpoint('sweeper.after-one');
      for (const what of swept) result[what] += 1;
    }),
    ...(await atDeadLevels(database, timing)).map(({ job_id: jobId, step }) => async () => {
      const { outcome } = await escalate(database, { jobId, step, reason: 'level-dead' });
      if (outcome === 'escalated') result.escalated += 1;
    }),
  ];
  await eachAlone(turns, (turn) => turn());
  return result;
}

async function sweepOne(query: Query, timing: Timing, jobId: JobId): Promise<Swept[]> {
  const row = await lockJob(query, jobId);
  if (!row || row.state === 'done') return [];
  const [due] = await query<{ deadline: boolean; redrive: boolean }>(
    `select coalesce(deadline_at < now(), false) as deadline, coalesce(redrive_at < now(), false) as redrive
     from ledger.job where job_id = $1`,
    [jobId],
  );
  if (row.state === 'running' && due?.deadline) {
    await query(
      `update ledger.attempt set ended_at = now(), ending = 'hung', reason = 'no-progress'
       where job_id = $1 and ended_at is null`,
      [jobId],
    );
    await escalateJob(query, row, 'no-progress');
    return ['hung', 'escalated'];
  }
  if (row.state === 'running' && row.lease_over) {
    if ((await noteLost(query, row)) < timing.lossesPerLevel) {
      await driveAgain(query, row);
      return ['lost', 'redriven'];
    }
    await escalateJob(query, row, 'worker-lost');
    return ['lost', 'escalated'];
  }
  if (row.state === 'requested' && due?.redrive) {
    await driveAgain(query, row);
    return ['redriven'];
  }
  return [];
}

/**
 * Jobs that wait for a level nobody has worked for since its dead-level deadline, while the next one had a worker: when
 * the whole house was down, nobody was dead. A level that is merely slow is alive: its queue never lowers anything.
 */
async function atDeadLevels(database: Database, timing: Timing): Promise<{ job_id: JobId; step: number }[]> {
  const { video, report, metadata } = timing.deadLevelSeconds;
  return await database.query(
    `with living as (
       select durable, min(started_at) as since from ledger.worker
       where seen_at > now() - make_interval(secs => $1) group by durable),
     dead as (
       select l.listens from ledger.level l
       join ledger.level below on l.declines = any(below.listens)
       join living on living.durable = below.durable
       where greatest(l.since, living.since, (select max(w.seen_at) from ledger.worker w where w.durable = l.durable))
         < now() - make_interval(secs => coalesce(l.dead_after_seconds, case
           when l.stage = 'extract' then $4::float8
           when l.listens[1] like '%.report.%' then $3::float8
           else $2::float8 end)))
     select j.job_id, j.step from ledger.job j join dead on j.trigger_subject = any(dead.listens)
     where j.state = 'requested' and (j.retry_at is null or j.retry_at < now())
     order by j.waiting_since limit 1000`,
    [timing.workerGoneSeconds, video, report, metadata],
  );
}

/** The one way down, whoever asks: idempotent, and not while a worker holds a live lease. */
export async function escalate(database: Database, input: EscalateInput): Promise<EscalateResult> {
  return await database.transaction(async (query) => {
    const row = await lockJob(query, input.jobId);
    if (!row || row.state === 'done' || row.step !== input.step) return { outcome: 'already' };
    if (row.state === 'running' && !row.lease_over) return { outcome: 'busy' };
    if (row.state === 'running') await noteLost(query, row);
    await escalateJob(query, row, input.reason);
    return { outcome: 'escalated' };
  });
}
