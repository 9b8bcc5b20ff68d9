import type { Attempt, JobFacts, Settled } from '@endoveil/ledger';
import type { Progress } from './tasks.js';

/** What surrounds one attempt. */
export interface AttemptFrame {
  /** This attempt's own folder; wiped afterwards, whatever happens. */
  readonly scratchDir: string;
  /** Aborted when the lease is lost, the work hangs or the process stops. */
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /** Called by work that commits by itself, before it does: the end of its own attempt is not taken for the loss of it. */
  readonly committing: () => void;
}

/** Writes the result of an attempt into the ledger, in one transaction. */
export type Commit = () => Promise<Settled>;

/** How the work of one stage gets its task and how its result becomes durable. */
export interface StageAdapter<Task, Result> {
  /** Step 3: everything the work needs, in scratch and memory. */
  prepare(attempt: Attempt, job: JobFacts, frame: AttemptFrame): Promise<Task>;
  /** Step 4: files first; step 5 is what it returns. `alive`: large files take longer to store than work may stand still. */
  store(attempt: Attempt, job: JobFacts, result: Result, alive: () => void): Promise<Commit>;
}
