import { MetadataExtracted, ReportAnonymized, VideoAnonymized } from '@endoveil/contracts';
import { newestArtifact } from './artifact-row.js';
import type { Attempt, Settled } from './attempt.js';
import type { Database } from '../database/database.js';
import { openJob } from './drive.js';
import { ending } from './end-attempt.js';
import { finishJob } from './escalate.js';
import type { AnonymizedResult, ExtractedResult } from '../face.js';
import { moveRun, note } from '../record/history.js';
import { runOf } from './job-row.js';
import { opened, type SealedValue, searchFor } from './known-values.js';
import { identifying } from '../record/lookups.js';
import type { Cipher } from '../ports.js';

/** An artifact was made; its findings go to the metadata ladder. */
export function completeAnonymize(database: Database, attempt: Attempt, result: AnonymizedResult): Promise<Settled> {
  return ending(database, attempt, { ending: 'done', stage: 'anonymize' }, async (query, row) => {
    const { artifact, findings } = result;
    await query(
      `insert into ledger.artifact (artifact_id, item_id, run_id, job_id, step, level, hash, media_type, size_bytes,
         companion, degraded, findings_blob, findings_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        result.artifactId,
        row.item_id,
        row.run_id,
        row.job_id,
        row.step,
        attempt.level,
        artifact.hash,
        artifact.mediaType,
        artifact.sizeBytes,
        result.companion ? JSON.stringify(result.companion) : null,
        result.degraded ?? null,
        findings.blob,
        Buffer.from(findings.wrappedKey),
      ],
    );
    await finishJob(query, row);
    await note(query, row.item_id, 'anonymized', {
      runId: row.run_id,
      level: attempt.level,
      artifactId: result.artifactId,
      hash: artifact.hash,
    });
    await moveRun(query, runOf(row), 'extracting');
    await openJob(query, {
      ...runOf(row),
      stage: 'extract',
      event: row.kind === 'video' ? VideoAnonymized : ReportAnonymized,
      payload: {
        itemId: row.item_id,
        runId: row.run_id,
        kind: row.kind,
        level: attempt.level,
        artifactId: result.artifactId,
        artifactHash: artifact.hash,
        findings: findings.blob,
      },
      correlationId: row.correlation_id,
      traceparent: row.traceparent,
    });
    return {};
  });
}

/** Fields with provenance are recorded, sealed under the item's key; the verifier searches for all of them. */
export function completeExtract(
  database: Database,
  cipher: Cipher,
  attempt: Attempt,
  result: ExtractedResult,
): Promise<Settled> {
  return ending(database, attempt, { ending: 'done', stage: 'extract' }, async (query, row) => {
    const artifact = await newestArtifact(query, row.run_id);
    const seal = (value: string) => Buffer.from(cipher.seal(row.wrapped_key, value, 'field.value'));
    const gone = await query<SealedValue>(
      `delete from ledger.field where run_id = $1 and source <> 'person' returning name, value`,
      [row.run_id],
    );
    // a person's values are not a machine's to take away, nor to enter
    const fields = result.fields.filter(({ source }) => source !== 'person');
    for (const [ordinal, field] of fields.entries()) {
      await query(
        `insert into ledger.field (run_id, item_id, name, source, ordinal, level, confidence, value)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          row.run_id,
          row.item_id,
          field.name,
          field.source,
          ordinal,
          attempt.level,
          field.confidence,
          seal(field.value),
        ],
      );
    }
    // what a higher level had read is perhaps not stated any more, and still searched for
    const read = opened(cipher, row.wrapped_key, gone).filter(
      ({ name, value }) =>
        identifying.includes(name) && !fields.some((field) => field.name === name && field.value === value),
    );
    await searchFor(query, cipher, row, [...read, ...(result.knownValues ?? [])]);
    await finishJob(query, row);
    await note(query, row.item_id, 'extracted', {
      runId: row.run_id,
      level: attempt.level,
      fields: fields.length,
    });
    await moveRun(query, runOf(row), 'verifying');
    await openJob(query, {
      ...runOf(row),
      stage: 'verify',
      event: MetadataExtracted,
      payload: {
        itemId: row.item_id,
        runId: row.run_id,
        kind: row.kind,
        level: attempt.level,
        artifactId: artifact?.artifact_id,
        artifactHash: artifact?.hash,
      },
      correlationId: row.correlation_id,
      traceparent: row.traceparent,
    });
    return {};
  });
}
