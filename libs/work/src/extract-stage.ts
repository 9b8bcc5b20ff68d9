import type { Attempt, JobFacts, Ledger } from '@endoveil/ledger';
import type { Storage } from '@endoveil/storage';
import { findingsOf } from './findings-of.js';
import type { AttemptFrame, Commit, StageAdapter } from './stage.js';
import type { Extracted, ExtractTask } from './tasks.js';

/** Encrypted findings in, fields with provenance out. */
export class ExtractStage implements StageAdapter<ExtractTask, Extracted> {
  constructor(
    private readonly ledger: Pick<Ledger, 'completeExtract'>,
    private readonly storage: Pick<Storage, 'blobs'>,
  ) {}

  async prepare(_attempt: Attempt, job: JobFacts, frame: AttemptFrame): Promise<ExtractTask> {
    const findings = await findingsOf(this.storage, job);
    if (findings === null) throw new Error('a job of the stage `extract` has findings');
    return { kind: findings.kind, findings, signal: frame.signal, progress: frame.progress };
  }

  async store(attempt: Attempt, job: JobFacts, { fields }: Extracted): Promise<Commit> {
    const knownValues = (await findingsOf(this.storage, job))?.known ?? [];
    return () => this.ledger.completeExtract(attempt, { fields, knownValues });
  }
}
