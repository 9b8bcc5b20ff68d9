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
    private readonly ledger: Pick<Ledger, 'knownValuesOf' | 'completeVerify' | 'namedArtifacts'>,
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

  async store(attempt: Attempt, job: JobFacts, body: CertificateBody): Promise<Commit> {
    return async () => {
      const settled = await this.ledger.completeVerify(attempt, { certificate: this.sign(body) });
      // where this does not succeed the collector does it
      if (body.verdict === 'failed') await this.discard(job).catch(() => undefined);
      return settled;
    };
  }

  /** Results lie as they would be released: one that may hold a name does not stay among them. */
  private async discard({ artifact }: JobFacts): Promise<void> {
    const hashes = [artifact?.hash, artifact?.companion?.hash].flatMap(
      (hash) => ArtifactHash.safeParse(hash).data ?? [],
    );
    const named = await this.ledger.namedArtifacts(hashes);
    for (const hash of hashes) if (!named.has(hash)) await this.storage.artifacts.remove(hash);
  }
}
