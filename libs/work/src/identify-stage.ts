import type { Attempt, JobFacts, Settled } from '@endoveil/ledger';
import type { AttemptFrame, Commit, StageAdapter } from './stage.js';

export interface IdentifyTask extends AttemptFrame {
  readonly attempt: Attempt;
  readonly job: JobFacts;
}

/** Identifying decides who owns a content: its lock must span the commit, so the work commits by itself. */
export class IdentifyStage implements StageAdapter<IdentifyTask, Settled> {
  async prepare(attempt: Attempt, job: JobFacts, frame: AttemptFrame): Promise<IdentifyTask> {
    return { attempt, job, ...frame };
  }

  async store(_attempt: Attempt, _job: JobFacts, result: Settled): Promise<Commit> {
    return async () => result;
  }
}
