import { isReason, type ReasonCode } from '@endoveil/contracts';
import type { Attempt, JobFacts, Ledger } from '@endoveil/ledger';
import type { Commit, StageAdapter } from './stage.js';
import type { Held } from './tasks.js';

/** The last level opens nothing: it says what the level above it said. */
export class HoldStage implements StageAdapter<ReasonCode, Held> {
  constructor(private readonly ledger: Pick<Ledger, 'hold'>) {}

  async prepare(_attempt: Attempt, job: JobFacts): Promise<ReasonCode> {
    const { reason } = job.trigger.payload;
    return isReason(reason) ? reason : 'not-anonymized';
  }

  async store(attempt: Attempt, _job: JobFacts, result: Held): Promise<Commit> {
    return () => this.ledger.hold(attempt, result.reason);
  }
}
