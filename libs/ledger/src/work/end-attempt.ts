import { type AttemptEnding, EndoveilError, isOfTheSite, type ReasonCode, type Stage } from '@endoveil/contracts';
import type { Attempt, Next, Settled } from './attempt.js';
import type { Database, Query } from '../database/database.js';
import { escalateJob, holdRun, levelListening, setApart } from './escalate.js';
import { type JobRow, lockJob, lockOwned } from './job-row.js';
import type { Timing } from './timing.js';

const FENCED_OUT = { outcome: 'fenced-out' } as const;
const COMMITTED = { outcome: 'committed' } as const;
const MOVED_ON: Next = { next: 'moved-on' };

export interface How<T> {
  readonly ending: AttemptEnding;
  readonly reason?: ReasonCode;
  /** Where the verb may be used at all; default anywhere. */
  readonly stage?: Stage;
  /** What to answer when this attempt has ended in this way already: the answer to its commit was lost. */
  readonly repeated?: (query: Query) => Promise<T | undefined>;
}

/** Runs `work` in one transaction while this attempt owns its job, and writes how the attempt ended. */
export async function ending<T extends object>(
  database: Database,
  attempt: Attempt,
  how: How<T>,
  work: (query: Query, row: JobRow) => Promise<T>,
): Promise<Settled<T>> {
  return await database.transaction(async (query) => {
    const row = await lockOwned(query, attempt);
    if (!row) {
      const before = await answeredBefore(query, attempt, how);
      return before ? { ...COMMITTED, ...before } : FENCED_OUT;
    }
    if (how.stage && row.stage !== how.stage) throw new EndoveilError('illegal-transition');
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

async function answeredBefore<T extends object>(query: Query, attempt: Attempt, how: How<T>): Promise<T | undefined> {
  if (how.repeated) return await how.repeated(query);
  return (await endedAs(query, attempt, how.ending)) ? ({} as T) : undefined;
}

/** Whether this attempt has ended, and in this way. */
export async function endedAs(query: Query, attempt: Attempt, how: AttemptEnding): Promise<boolean> {
  const rows = await query('select 1 from ledger.attempt where attempt_id = $1 and ending = $2', [
    attempt.attemptId,
    how,
  ]);
  return rows.length === 1;
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
  return ending(database, attempt, { ending: 'done', reason, stage: 'anonymize' }, async (query, row) => {
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

/** Below these there is no other level: what fails for a reason around the file waits until that has passed. */
const STAGES_WITHOUT_LOWER: readonly Stage[] = ['identify', 'verify'];
/** Of the longest wait of the curve: between tries while the reason lasts. */
const LONGEST_PASSING_WAITS = 5;

/**
 * The work threw. Where the file is not at fault and nobody else could do it, the attempt is not counted: it waits for
 * the same reason as often as it may, and then goes to a person all the same, for a reason that does not pass may be
 * the file's after all (it is larger than the disk).
 */
export async function fail(
  database: Database,
  timing: Timing,
  attempt: Attempt,
  reason: ReasonCode,
): Promise<Settled<Next>> {
  if (!isOfTheSite(reason) || !STAGES_WITHOUT_LOWER.includes(attempt.stage))
    return await counted(database, timing, attempt, { ending: 'failed', reason });
  const how = { ending: 'later', reason, repeated: nextOf(timing, attempt, 'later') } as const;
  return await ending(database, attempt, how, async (query, row) => {
    const waits = await waitsFor(query, attempt, reason);
    if (waits >= timing.mostWaitsForTheSite) {
      await escalateJob(query, row, reason);
      return MOVED_ON;
    }
    const longest = LONGEST_PASSING_WAITS * timing.retryCurveSeconds.at(-1)!;
    const wait = curve(timing, 1) * 2 ** Math.min(20, waits - 1);
    return await retryAfter(query, timing, row, Math.min(longest, wait));
  });
}

/** How often this job has waited for this reason at this step, with the attempt that has just ended. */
async function waitsFor(query: Query, attempt: Attempt, reason: ReasonCode): Promise<number> {
  const [waits] = await query<{ count: number }>(
    `select count(*)::int as count from ledger.attempt
     where job_id = $1 and step = $2 and ending = 'later' and reason = $3`,
    [attempt.jobId, attempt.step, reason],
  );
  return waits!.count;
}

/** An attempt that counts: again on the curve, or the next level when the cap is reached. */
export function counted(
  database: Database,
  timing: Timing,
  attempt: Attempt,
  how: { readonly ending: 'failed' | 'hung' | 'crashed'; readonly reason: ReasonCode },
): Promise<Settled<Next>> {
  return ending(database, attempt, { ...how, repeated: nextOf(timing, attempt, how.ending) }, async (query, row) => {
    const failures = row.failures + 1;
    const crashes = row.crashes + (how.ending === 'crashed' ? 1 : 0);
    await query('update ledger.job set failures = $2, crashes = $3 where job_id = $1', [row.job_id, failures, crashes]);
    const level = await levelListening(query, row.trigger_subject);
    if (crashes >= timing.crashesPerLevel) {
      await escalateJob(query, row, 'child-crashed');
      return MOVED_ON;
    }
    if (failures >= (level?.attempts ?? timing.attemptsPerLevel)) {
      await escalateJob(query, row, how.ending === 'hung' ? 'no-progress' : whyOf(how.reason));
      return MOVED_ON;
    }
    return await retryAfter(query, timing, row, curve(timing, failures));
  });
}

/** A full disk is told as it is: whoever looks knows what to mend, and it is done again afterwards. */
const whyOf = (reason: ReasonCode): ReasonCode => (isOfTheSite(reason) ? reason : 'attempts-exhausted');

export function later(
  database: Database,
  timing: Timing,
  attempt: Attempt,
  reason: ReasonCode,
  delayMs: number,
): Promise<Settled<Next>> {
  const how = { ending: 'later', reason, repeated: nextOf(timing, attempt, 'later') } as const;
  return ending(database, attempt, how, (query, row) => retryAfter(query, timing, row, delayMs / 1000));
}

export function preempt(database: Database, timing: Timing, attempt: Attempt): Promise<Settled<Next>> {
  const how = { ending: 'preempted', repeated: nextOf(timing, attempt, 'preempted') } as const;
  return ending(database, attempt, how, (query, row) => retryAfter(query, timing, row, 0));
}

/** What follows an attempt that ended so, read from the job as it stands. */
function nextOf(timing: Timing, attempt: Attempt, ending: AttemptEnding) {
  return async (query: Query): Promise<Next | undefined> => {
    if (!(await endedAs(query, attempt, ending))) return undefined;
    const row = await lockJob(query, attempt.jobId);
    if (!row || row.state !== 'requested' || row.step !== attempt.step) return MOVED_ON;
    const waitMs = Math.max(0, Math.ceil(row.retry_ms ?? 0));
    return waitMs <= timing.nakLimitSeconds * 1000 ? { next: 'retry', retryAfterMs: waitMs } : { next: 'wait' };
  };
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
