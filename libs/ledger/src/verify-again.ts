import { type FieldFinding, type ItemId, type JobId, MetadataExtracted } from '@endoveil/contracts';
import { newestArtifact } from './artifact-row.js';
import type { Query } from './database.js';
import { openJob } from './drive.js';
import { moveRun } from './history.js';
import { lockJob, runOf } from './job-row.js';
import { identifying, knownIn } from './lookups.js';
import type { Cipher } from './ports.js';

/**
 * A certificate says what was searched for, and something new is known: each of these is verified once more. Whoever is
 * verifying right now is fenced out by the new step; who has not begun will find it. False: there is none.
 */
export async function verifyAgain(query: Query, jobs: readonly JobId[]): Promise<boolean> {
  for (const jobId of jobs) {
    // until the commit nobody begins: a claim waits for this lock
    const row = (await lockJob(query, jobId))!;
    if (row.state === 'requested') continue;
    const artifact = await newestArtifact(query, row.run_id);
    const run = runOf(row);
    await moveRun(query, run, 'verifying');
    await openJob(query, {
      ...run,
      stage: 'verify',
      event: MetadataExtracted,
      payload: {
        ...run,
        kind: row.kind,
        level: row.trigger_payload['level'],
        artifactId: artifact?.artifact_id,
        artifactHash: artifact?.hash,
      },
      correlationId: row.correlation_id,
      traceparent: row.traceparent,
    });
  }
  return jobs.length > 0;
}

interface OfCase {
  readonly item_id: ItemId;
  readonly center: string;
  readonly case_ref: string;
}

/**
 * What a case knows before something is added to it; until the commit nobody else adds. Undefined: the item is alone in
 * its case.
 */
export async function knownBefore(query: Query, cipher: Cipher, row: OfCase): Promise<ReadonlySet<string> | undefined> {
  const others = await query(
    'select 1 from ledger.item where center = $1 and case_ref = $2 and item_id <> $3 limit 1',
    [row.center, row.case_ref, row.item_id],
  );
  if (others.length === 0) return undefined;
  await query(`select pg_advisory_xact_lock(hashtextextended('endoveil/case/' || $1::text || '/' || $2::text, 0))`, [
    row.center,
    row.case_ref,
  ]);
  return new Set((await knownIn(query, cipher, row.center, row.case_ref)).map(keyOf));
}

/**
 * The other files of the case were searched for what was known then. Where that was less, they are verified again; what
 * a person has decided on, or the policy has released, stays as it is.
 */
export async function verifyOthersAgain(
  query: Query,
  row: OfCase,
  before: ReadonlySet<string> | undefined,
  fields: readonly FieldFinding[],
): Promise<void> {
  const isNew = (field: FieldFinding) => identifying.includes(field.name) && !before?.has(keyOf(field));
  if (!before || !fields.some(isNew)) return;
  const jobs = await query<{ job_id: JobId }>(
    `select j.job_id from ledger.item i join ledger.run r using (item_id) join ledger.job j using (run_id)
     where i.center = $1 and i.case_ref = $2 and i.item_id <> $3 and j.stage = 'verify'
       and (r.run_id = i.current_run or r.ended_at is null) and r.state in ('verifying', 'verified', 'in-review')
       and coalesce(i.reason, '') not in ('on-hold', 'approval-revoked')
     order by i.item_id`,
    [row.center, row.case_ref, row.item_id],
  );
  await verifyAgain(
    query,
    jobs.map(({ job_id: jobId }) => jobId),
  );
}

/** The verifier reads capitals and signs between letters in one way. */
const keyOf = ({ name, value }: Pick<FieldFinding, 'name' | 'value'>) =>
  `${name} ${value
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()}`;
