import { Findings } from '@endoveil/contracts';
import type { Attempt, JobFacts, Ledger } from '@endoveil/ledger';
import type { Storage } from '@endoveil/storage';
import type { AttemptFrame, Commit, StageAdapter } from './stage.js';
import type { Extracted, ExtractTask } from './tasks.js';

/** Encrypted findings in, fields with provenance out. */
export class ExtractStage implements StageAdapter<ExtractTask, Extracted> {
  constructor(
    private readonly ledger: Pick<Ledger, 'completeExtract'>,
    private readonly storage: Pick<Storage, 'blobs'>,
  ) {}

  async prepare(_attempt: Attempt, job: JobFacts, frame: AttemptFrame): Promise<ExtractTask> {
    if (job.findings === null) throw new Error('a job of the stage `extract` has findings');
    const bytes = await this.storage.blobs.bytes(job.findings.blob, job.findings.wrappedKey);
    const findings = Findings.parse(JSON.parse(bytes.toString()));
    return { kind: findings.kind, findings, signal: frame.signal, progress: frame.progress };
  }

  async store(attempt: Attempt, _job: JobFacts, result: Extracted): Promise<Commit> {
    return () => this.ledger.completeExtract(attempt, { fields: result.fields });
  }
}
