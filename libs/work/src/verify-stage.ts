import { join } from 'node:path';
import { ArtifactHash, type Certificate, type CertificateBody } from '@endoveil/contracts';
import type { Attempt, JobFacts, Ledger } from '@endoveil/ledger';
import type { Storage } from '@endoveil/storage';
import { sourceInScratch } from './anonymize-stage.js';
import { findingsOf } from './findings-of.js';
import type { AttemptFrame, Commit, StageAdapter } from './stage.js';
import type { VerifyTask } from './tasks.js';

/** The artifact as it would be released, and the source for parity, in; a signed certificate out. */
export class VerifyStage implements StageAdapter<VerifyTask, CertificateBody> {
  constructor(
    private readonly ledger: Pick<Ledger, 'knownValuesOf' | 'completeVerify'>,
    private readonly storage: Pick<Storage, 'blobs' | 'artifacts'>,
    private readonly sign: (body: CertificateBody) => Certificate,
  ) {}

  async prepare(_attempt: Attempt, job: JobFacts, frame: AttemptFrame): Promise<VerifyTask> {
    const { artifact } = job;
    if (artifact === null) throw new Error('a job of the stage `verify` has an artifact');
    const source = await sourceInScratch(this.storage, job, frame);
    const artifactPath = join(frame.scratchDir, 'artifact');
    await this.storage.artifacts.copyTo(ArtifactHash.parse(artifact.hash), artifactPath, () =>
      frame.progress({ done: 0 }),
    );
    const companionPath = join(frame.scratchDir, 'companion');
    if (artifact.companion)
      await this.storage.artifacts.copyTo(ArtifactHash.parse(artifact.companion.hash), companionPath);
    const standIns = (await findingsOf(this.storage, job))?.standIns;
    return {
      ...frame,
      ...source,
      ...(standIns ? { standIns } : {}),
      knownValues: await this.ledger.knownValuesOf(job.center, job.caseRef),
      artifactPath,
      ...(artifact.companion ? { companionPath } : {}),
      artifactHash: artifact.hash,
      level: artifact.level,
      ...(artifact.degraded ? { degraded: artifact.degraded } : {}),
    };
  }

  async store(attempt: Attempt, _job: JobFacts, body: CertificateBody): Promise<Commit> {
    return () => this.ledger.completeVerify(attempt, { certificate: this.sign(body) });
  }
}
