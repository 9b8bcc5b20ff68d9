import { randomUUID } from 'node:crypto';
import type { EventId, JobId } from '@endoveil/contracts';
import type { Attempt, JobFacts, Ledger } from '@endoveil/ledger';
import type { Delivery, Settlement } from '@endoveil/messaging';
import { failpoint, inSpan, type Log, withCorrelation } from '@endoveil/runtime';
import type { Storage } from '@endoveil/storage';
import { AttemptWatch } from './attempt-watch.js';
import { endAttempt } from './end-attempt.js';
import type { LevelFacts } from './level-facts.js';
import { observeAttempt, observeClaim, observeMedia } from './metrics.js';
import type { StageAdapter } from './stage.js';
import type { StageAdapters } from './stage-adapters.js';
import type { Declined } from './tasks.js';
import { untilAborted } from './until-aborted.js';

/** What a level's method is handed: the stage's task in, its result out. */
export type LevelMethod = (task: unknown) => Promise<unknown>;

interface JobPayload {
  readonly jobId: JobId;
  readonly step: number;
}

const STALL_SECONDS = 60;

/** The eight steps between a message and its settlement, for every level alike. */
export class PerformAttempt {
  readonly workerId = `w-${randomUUID()}`;
  private readonly running = new Set<AttemptWatch>();

  constructor(
    private readonly ledger: Ledger,
    private readonly storage: Storage,
    private readonly stages: StageAdapters,
    private readonly log: Log,
  ) {}

  async run(level: LevelFacts, delivery: Delivery, method: LevelMethod): Promise<Settlement> {
    const { jobId, step } = delivery.payload as unknown as JobPayload;
    return await withCorrelation(delivery.correlationId, async () => {
      failpoint('work.before-claim');
      const claim = await this.ledger.claim({
        durable: level.durable,
        eventId: delivery.eventId as EventId,
        jobId,
        step,
        level: level.level,
        workerId: this.workerId,
      });
      observeClaim(level, claim.outcome);
      if (claim.outcome === 'busy') return { settle: 'nak', delayMs: Math.max(50, claim.retryAfterMs) };
      if (claim.outcome !== 'claimed') {
        this.log.debug('attempt.not-needed', { durable: level.durable, jobId, step, outcome: claim.outcome });
        return { settle: 'ack' };
      }
      return await this.attempt(level, claim.attempt, claim.job, delivery, method);
    });
  }

  /** Hands back what still runs: called when the grace period is over. */
  preemptAll(): void {
    for (const watch of this.running) watch.stop('preempted');
  }

  private async attempt(
    level: LevelFacts,
    attempt: Attempt,
    job: JobFacts,
    delivery: Delivery,
    method: LevelMethod,
  ): Promise<Settlement> {
    failpoint('work.after-claim');
    const facts = {
      itemId: attempt.itemId,
      jobId: attempt.jobId,
      level: level.level,
      stage: level.stage,
      fence: attempt.fence,
    };
    this.log.info('attempt.started', facts);
    const startedAt = performance.now();
    const limits = {
      beatSeconds: this.ledger.timing.beatSeconds,
      leaseSeconds: attempt.leaseSeconds,
      stallSeconds: level.stallSeconds ?? STALL_SECONDS,
    };
    using watch = new AttemptWatch(attempt, this.ledger, limits, () => delivery.working());
    this.running.add(watch);
    try {
      const ended = await inSpan(
        `attempt ${level.level}`,
        {
          'endoveil.level': level.level,
          'endoveil.stage': level.stage,
          'endoveil.item': attempt.itemId,
          'endoveil.step': attempt.step,
          'endoveil.fence': attempt.fence,
        },
        async (span) => {
          const how = await endAttempt(this.ledger, attempt, () => this.perform(level, attempt, job, watch, method));
          span.setAttribute('endoveil.ending', how.ending);
          if (how.code) span.setAttribute('endoveil.reason', how.code);
          return how;
        },
      );
      const seconds = (performance.now() - startedAt) / 1000;
      this.log.info('attempt.ended', {
        ...facts,
        outcome: ended.ending,
        seconds,
        ...(ended.code ? { code: ended.code } : {}),
        ...(ended.error === undefined ? {} : { error: ended.error }),
      });
      observeAttempt(level, job.kind, ended.ending, seconds);
      return ended.settlement;
    } finally {
      this.running.delete(watch);
    }
  }

  /** Steps 3 to 5. Resolves to how it was committed; throws what the work throws. */
  private async perform(level: LevelFacts, attempt: Attempt, job: JobFacts, watch: AttemptWatch, method: LevelMethod) {
    await using scratch = await this.storage.scratch.create(attempt.jobId, attempt.fence);
    failpoint('work.after-scratch');
    const stage = this.stages.of(level) as StageAdapter<unknown, unknown>;
    const frame = {
      scratchDir: scratch.path,
      signal: watch.signal,
      progress: () => watch.moved(),
      committing: () => watch.committing(),
    };
    // a store that hangs is no work that moves either
    const task = await untilAborted(stage.prepare(attempt, job, frame), watch.signal);
    failpoint('work.in-work');
    const result = await untilAborted(method(task), watch.signal);
    watch.moved();
    if (isDeclined(result)) {
      failpoint('work.before-decline');
      const settled = await this.ledger.decline(attempt, result.reason);
      failpoint('work.after-decline');
      return { settled, declined: result.reason };
    }
    failpoint('work.after-work');
    const commit = await stage.store(attempt, job, result, () => watch.moved());
    failpoint('work.after-store');
    watch.signal.throwIfAborted();
    const settled = await commit();
    if (settled.outcome === 'committed') observeMedia(level, result);
    failpoint('work.after-commit');
    return { settled };
  }
}

function isDeclined(result: unknown): result is Declined {
  return (result as Partial<Declined> | null)?.outcome === 'declined';
}
