import type { FieldName, FieldSource, ItemId, LevelName } from '@endoveil/contracts';
import { artifactFacts } from '../work/artifact-row.js';
import type { Database, Query } from '../database/database.js';
import type { AttemptRecord, ItemDetail, JobRecord, MetadataField, RunRecord } from '../face.js';
import { summaryOf } from './list-items.js';
import type { Cipher } from '../ports.js';

/** One item with all that happened to it. Names and values only when asked for. */
export async function showItem(
  database: Database,
  cipher: Cipher,
  itemId: ItemId,
  options: { readonly values?: boolean },
): Promise<ItemDetail | null> {
  return await database.transaction(async (query) => {
    const summary = await summaryOf(query, itemId);
    if (!summary) return null;
    const [item] = await query<{ wrapped_key: Buffer; current_run: string; proposed_run: string | null }>(
      'select wrapped_key, current_run, proposed_run from ledger.item where item_id = $1',
      [itemId],
    );
    // of an erased item no key is left
    const key = options.values && item!.wrapped_key.length > 0 ? item!.wrapped_key : undefined;
    const sightings = await sightingsOf(query, cipher, itemId, key);
    const first = sightings.find(({ landingId }) => landingId === (itemId as string));
    return {
      ...summary,
      ...(first?.names ? { names: first.names } : {}),
      runs: await runsOf(query, itemId, item!.current_run),
      fields: await fieldsOf(query, cipher, itemId, item!.current_run, key),
      sightingList: sightings,
      history: await query(
        'select number, at, actor, action, detail from ledger.audit where item_id = $1 order by number',
        [itemId],
      ),
      proposedRunId: item!.proposed_run as ItemDetail['proposedRunId'],
    };
  });
}

interface SightingRow {
  readonly landing_id: string;
  readonly case_ref: string;
  readonly second_case: boolean;
  readonly at: Date;
  readonly file_name: Buffer;
  readonly source_path: Buffer;
  readonly case_name: Buffer;
}

async function sightingsOf(query: Query, cipher: Cipher, itemId: ItemId, key: Uint8Array | undefined) {
  const rows = await query<SightingRow>('select * from ledger.sighting where item_id = $1 order by at, landing_id', [
    itemId,
  ]);
  return rows.map((row) => ({
    landingId: row.landing_id,
    caseRef: row.case_ref,
    secondCase: row.second_case,
    at: row.at,
    ...(key
      ? {
          names: {
            fileName: cipher.open(key, row.file_name, 'sighting.file_name'),
            sourcePath: cipher.open(key, row.source_path, 'sighting.source_path'),
            caseName: cipher.open(key, row.case_name, 'sighting.case_name'),
          },
        }
      : {}),
  }));
}

async function fieldsOf(
  query: Query,
  cipher: Cipher,
  itemId: ItemId,
  runId: string,
  key: Uint8Array | undefined,
): Promise<MetadataField[]> {
  const rows = await query<{
    name: FieldName;
    source: FieldSource;
    confidence: number;
    level: LevelName;
    value: Buffer;
  }>(
    `select name, source, confidence, level, value from ledger.field
     where item_id = $1 and (run_id = $2 or source = 'person') order by source <> 'person', ordinal`,
    [itemId, runId],
  );
  return rows.map(({ value, ...row }) => ({
    ...row,
    ...(key ? { value: cipher.open(key, value, 'field.value') } : {}),
  }));
}

/** Every run with all that belongs to it: a handful of questions, however many runs there are. */
async function runsOf(query: Query, itemId: ItemId, current: string): Promise<RunRecord[]> {
  const runs = await query<RunRecord>(
    `select run_id as "runId", number, cause, state, reason, run_id = $2 as current, started_at as "startedAt", ended_at as "endedAt"
     from ledger.run where item_id = $1 order by number`,
    [itemId, current],
  );
  const jobs = await jobsOf(query, itemId);
  const artifacts = await query<Parameters<typeof artifactFacts>[0] & { run_id: string; made_at: Date }>(
    'select * from ledger.artifact where item_id = $1 order by step',
    [itemId],
  );
  const certificates = await query<RunRecord['certificates'][number] & { run_id: string }>(
    `select run_id, artifact_id as "artifactId", verdict, body as certificate, issued_at as "issuedAt"
     from ledger.certificate where run_id = any($1::uuid[]) order by certificate_id`,
    [runs.map(({ runId }) => runId)],
  );
  return runs.map((run) => {
    const own = <T extends { readonly run_id: string }>(rows: readonly T[]) =>
      rows.filter((row) => row.run_id === run.runId);
    return {
      ...run,
      jobs: own(jobs).map(({ run_id: _run, ...job }) => job),
      artifacts: own(artifacts).map((row) => ({ ...artifactFacts(row), madeAt: row.made_at })),
      certificates: own(certificates).map(({ run_id: _run, ...row }) => row),
    };
  });
}

async function jobsOf(query: Query, itemId: ItemId): Promise<(JobRecord & { readonly run_id: string })[]> {
  const jobs = await query<JobRecord & { readonly run_id: string }>(
    `select run_id, job_id as "jobId", stage, step, state, level, lease_until as "leaseUntil", retry_at as "retryAt"
     from ledger.job where item_id = $1
     order by array_position(array['identify', 'anonymize', 'extract', 'verify'], stage)`,
    [itemId],
  );
  const ids = jobs.map(({ jobId }) => jobId);
  const attempts = await query<AttemptRecord & { readonly job_id: string }>(
    `select job_id, attempt_id as "attemptId", step, level, fence::int, worker_id as "workerId",
       started_at as "startedAt", ended_at as "endedAt", ending, reason
     from ledger.attempt where job_id = any($1::uuid[]) order by fence`,
    [ids],
  );
  const escalations = await query<JobRecord['escalations'][number] & { readonly job_id: string }>(
    `select job_id, step, from_level as "from", to_level as "to", reason, at
     from ledger.escalation where job_id = any($1::uuid[]) order by step`,
    [ids],
  );
  return jobs.map((job) => {
    const own = <T extends { readonly job_id: string }>(rows: readonly T[]) =>
      rows.filter(({ job_id: id }) => id === job.jobId).map(({ job_id: _job, ...row }) => row);
    return { ...job, attempts: own(attempts), escalations: own(escalations) };
  });
}
