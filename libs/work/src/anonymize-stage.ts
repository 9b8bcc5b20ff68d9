import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ArtifactId } from '@endoveil/contracts';
import type { ArtifactFile, Attempt, JobFacts, Ledger } from '@endoveil/ledger';
import type { Storage } from '@endoveil/storage';
import type { AttemptFrame, Commit, StageAdapter } from './stage.js';
import type { Anonymized, ProducedFile, Task } from './tasks.js';

/** Raw bytes in scratch in, artifact and encrypted findings out. */
export class AnonymizeStage implements StageAdapter<Task, Anonymized> {
  constructor(
    private readonly ledger: Pick<Ledger, 'knownValuesOf' | 'correctionsOf' | 'completeAnonymize'>,
    private readonly storage: Pick<Storage, 'blobs' | 'artifacts'>,
  ) {}

  async prepare(_attempt: Attempt, job: JobFacts, frame: AttemptFrame): Promise<Task> {
    const corrections = (await this.ledger.correctionsOf(job.itemId)).map(({ correction }) => correction);
    const source = await sourceInScratch(this.storage, job, frame);
    return { ...frame, ...source, center: job.center, knownValues: await this.known(job), corrections };
  }

  async store(attempt: Attempt, job: JobFacts, result: Anonymized, alive: () => void): Promise<Commit> {
    const artifact = await this.keep(result.artifact, alive);
    const companion = result.companion ? await this.keep(result.companion, alive) : undefined;
    const { wrappedKey } = job.source;
    // no row names the evidence: it goes with the orphans after some hours, and with the item's key before that
    const evidence = result.evidencePath
      ? await this.storage.blobs.putBytes(await readFile(result.evidencePath), wrappedKey)
      : undefined;
    const told = { ...result.findings, ...(evidence ? { evidence: evidence.blobId } : {}) };
    const findings = await this.storage.blobs.putBytes(Buffer.from(JSON.stringify(told)), wrappedKey);
    return () =>
      this.ledger.completeAnonymize(attempt, {
        artifactId: ArtifactId.parse(randomUUID()),
        artifact,
        ...(companion ? { companion } : {}),
        findings: { blob: findings.blobId, wrappedKey },
        ...(result.degraded ? { degraded: result.degraded } : {}),
      });
  }

  private async keep(file: ProducedFile, alive: () => void): Promise<ArtifactFile> {
    return { ...(await this.storage.artifacts.putFile(file.path, alive)), mediaType: file.mediaType };
  }

  private async known(job: JobFacts) {
    return await this.ledger.knownValuesOf(job.center, job.caseRef);
  }
}

/** Decrypts the source into the attempt's folder, beside an empty folder for the work itself. */
export async function sourceInScratch(
  storage: Pick<Storage, 'blobs'>,
  job: JobFacts,
  frame: AttemptFrame,
): Promise<Pick<Task, 'kind' | 'sourcePath' | 'scratchDir'>> {
  if (job.kind === null) throw new Error('a job past `identify` has a kind');
  const sourcePath = join(frame.scratchDir, 'source');
  const scratchDir = join(frame.scratchDir, 'work');
  await mkdir(scratchDir, { mode: 0o700 });
  await storage.blobs.copyTo(job.source.blob, job.source.wrappedKey, sourcePath, () => frame.progress({ done: 0 }));
  return { kind: job.kind, sourcePath, scratchDir };
}
