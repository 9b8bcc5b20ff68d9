import {
  type ItemState,
  type JobId,
  MediaUnsure,
  MediaVerificationFailed,
  MediaVerified,
  type ReasonCode,
} from '@endoveil/contracts';
import { newestArtifact } from './artifact-row.js';
import type { Attempt, Settled } from './attempt.js';
import type { Database, Query } from '../database/database.js';
import { ending } from './end-attempt.js';
import { escalateJob, finishJob } from './escalate.js';
import type { VerifiedResult } from '../face.js';
import { moveRun, note } from '../record/history.js';
import { type JobRow, lockJob, runOf } from './job-row.js';
import { announce } from '../record/outbox.js';
import { settleUpgrade, voidCurrent } from './settle-upgrade.js';

const announced = { verified: MediaVerified, unsure: MediaUnsure, failed: MediaVerificationFailed } as const;

/** A certificate, and what its verdict means for the run. */
export function completeVerify(database: Database, attempt: Attempt, result: VerifiedResult): Promise<Settled> {
  const { certificate } = result;
  const { verdict, reasons } = certificate.body;
  return ending(database, attempt, { ending: 'done', stage: 'verify' }, async (query, row) => {
    const artifact = await newestArtifact(query, row.run_id);
    // a certificate is for exactly these bytes
    if (artifact?.hash !== certificate.body.artifactHash)
      throw new Error('a certificate names the artifact of its run');
    await query('insert into ledger.certificate (artifact_id, run_id, verdict, body) values ($1, $2, $3, $4)', [
      artifact.artifact_id,
      row.run_id,
      verdict,
      JSON.stringify(certificate),
    ]);
    await finishJob(query, row);
    await note(query, row.item_id, `verdict-${verdict}`, {
      runId: row.run_id,
      artifactId: artifact.artifact_id,
      reason: reasons[0] ?? null,
    });
    await announce(query, {
      event: announced[verdict],
      payload: {
        itemId: row.item_id,
        runId: row.run_id,
        kind: row.kind,
        level: artifact.level,
        artifactId: artifact.artifact_id,
        artifactHash: artifact.hash,
        reasons,
      },
      correlationId: row.correlation_id,
      traceparent: row.traceparent,
    });
    if (verdict === 'failed') {
      await voidCurrent(query, row, artifact.hash);
      await anonymizeAgain(query, row, reasons[0] ?? 'leak-found');
      return {};
    }
    const { state, reason } = await standingOf(query, row, verdict, artifact.degraded, reasons[0]);
    await moveRun(query, runOf(row), state, { reason, ended: true });
    await settleUpgrade(query, row);
    return {};
  });
}

/** Verified means: the first level of the ladder, whole, and every check passed. Everything else waits for a person. */
async function standingOf(
  query: Query,
  row: JobRow,
  verdict: 'verified' | 'unsure',
  degraded: ReasonCode | null,
  reason: ReasonCode | undefined,
): Promise<{ state: ItemState; reason: ReasonCode | null }> {
  if (verdict === 'unsure') return { state: 'in-review', reason: reason ?? 'coverage-incomplete' };
  if (degraded) return { state: 'in-review', reason: degraded };
  const [down] = await query<{ reason: ReasonCode }>(
    `select e.reason from ledger.escalation e join ledger.job j using (job_id)
     where j.run_id = $1 and j.stage = 'anonymize' order by e.step limit 1`,
    [row.run_id],
  );
  return down ? { state: 'in-review', reason: 'lower-level' } : { state: 'verified', reason: null };
}

/** Something is left in the result: the level after the one that made it gets the item. */
async function anonymizeAgain(query: Query, row: JobRow, reason: ReasonCode): Promise<void> {
  const [job] = await query<{ job_id: JobId }>(
    `select job_id from ledger.job where run_id = $1 and stage = 'anonymize'`,
    [row.run_id],
  );
  const anonymize = await lockJob(query, job!.job_id);
  await moveRun(query, runOf(row), 'anonymizing', { reason });
  await escalateJob(query, anonymize!, reason);
}
