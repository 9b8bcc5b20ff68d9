import type { AttemptEnding, ReasonCode } from '@endoveil/contracts';
import type { Attempt, Next, Settled } from './attempt.js';
import type { Database, Query } from './database.js';
import { escalateJob, holdRun, levelListening, setApart } from './escalate.js';
import { type JobRow, lockOwned } from './job-row.js';
import type { Timing } from './timing.js';

const FENCED_OUT = { outcome: 'fenced-out' } as const;
const COMMITTED = { outcome: 'committed' } as const;
const MOVED_ON: Next = { next: 'moved-on' };

/** Runs `work` in one transaction while this attempt owns its job, and writes how the attempt ended. */
export async function ending<T extends object>(
  database: Database,
  attempt: Attempt,
  how: { readonly ending: AttemptEnding; readonly reason?: ReasonCode },
  work: (query: Query, row: JobRow) => Promise<T>,
): Promise<Settled<T>> {
  return await database.transaction(async (query) => {
    const row = await lockOwned(query, attempt);
    if (!row) return FENCED_OUT;
    await query('update ledger.attempt set ended_at = now(), ending = $2, reason = $3 where attempt_id = $1', [
      attempt.attemptId,
      how.ending,
      how.reason ?? null,
    ]);
    const result = await work(query, row);
    if (how.ending === 'done' || how.ending === 'declined') await effectRecorded(query, attempt);
    return { ...COMMITTED, ...result };
  });
}

async function effectRecorded(query: Query, attempt: Attempt): Promise<void> {
  await query(
    `update ledger.inbox set effect_at = now() where durable = $1
     and event_id = (select event_id from ledger.attempt where attempt_id = $2)`,
    [attempt.durable, attempt.attemptId],
  );
}

export function decline(database: Database, attempt: Attempt, reason: ReasonCode): Promise<Settled> {
  return ending(database, attempt, { ending: 'declined', reason }, async (query, row) => {
    await escalateJob(query, row, reason);
    return {};
  });
}

export function hold(database: Database, attempt: Attempt, reason: ReasonCode): Promise<Settled> {
  return ending(database, attempt, { ending: 'done', reason }, async (query, row) => {
    await holdRun(query, row, reason);
    return {};
  });
}

export function quarantine(database: Database, attempt: Attempt, reason: ReasonCode): Promise<Settled> {
  return ending(database, attempt, { ending: 'done', reason }, async (query, row) => {
    await setApart(query, row, reason);
    return {};
  });
}

/** An attempt that counts: again on the curve, or the next level when the cap is reached. */
export function counted(
  database: Database,
  timing: Timing,
  attempt: Attempt,
  how: { readonly ending: 'failed' | 'hung' | 'crashed'; readonly reason: ReasonCode },
): Promise<Settled<Next>> {
  return ending(database, attempt, how, async (query, row) => {
    const failures = row.failures + 1;
    const crashes = row.crashes + (how.ending === 'crashed' ? 1 : 0);
    await query('update ledger.job set failures = $2, crashes = $3 where job_id = $1', [row.job_id, failures, crashes]);
    const level = await levelListening(query, row.trigger_subject);
    if (crashes >= timing.crashesPerLevel) {
      await escalateJob(query, row, 'child-crashed');
      return MOVED_ON;
    }
    if (failures >= (level?.attempts ?? timing.attemptsPerLevel)) {
      await escalateJob(query, row, how.ending === 'hung' ? 'no-progress' : 'attempts-exhausted');
      return MOVED_ON;
    }
    return await retryAfter(query, timing, row, curve(timing, failures));
  });
}

export function later(
  database: Database,
  timing: Timing,
  attempt: Attempt,
  reason: ReasonCode,
  delayMs: number,
): Promise<Settled<Next>> {
  return ending(database, attempt, { ending: 'later', reason }, (query, row) =>
    retryAfter(query, timing, row, delayMs / 1000),
  );
}

export function preempt(database: Database, timing: Timing, attempt: Attempt): Promise<Settled<Next>> {
  return ending(database, attempt, { ending: 'preempted' }, (query, row) => retryAfter(query, timing, row, 0));
}

function curve(timing: Timing, failures: number): number {
  const seconds = timing.retryCurveSeconds[Math.min(failures, timing.retryCurveSeconds.length) - 1] ?? 1;
  return seconds * (1 + timing.retryJitter * (2 * Math.random() - 1));
}

/**
 * Short waits are the broker's (nak), long ones the sweeper's. A nak that the broker forgets is found by the sweeper
 * too, one lease later.
 */
async function retryAfter(query: Query, timing: Timing, row: JobRow, seconds: number): Promise<Next> {
  const byBroker = seconds <= timing.nakLimitSeconds;
  await query(
    `update ledger.job set state = 'requested', lease_until = null, retry_at = now() + make_interval(secs => $2),
       redrive_at = now() + make_interval(secs => $3) where job_id = $1`,
    [row.job_id, seconds, byBroker ? seconds + timing.leaseSeconds : seconds],
  );
  return byBroker ? { next: 'retry', retryAfterMs: Math.ceil(seconds * 1000) } : { next: 'wait' };
}
