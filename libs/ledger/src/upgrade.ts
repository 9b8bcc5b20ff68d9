import { randomUUID } from 'node:crypto';
import {
  ArtifactId,
  isPassing,
  type ItemId,
  type JobId,
  ReasonCode,
  ReportAccepted,
  ReportAnonymized,
  RunId,
  VideoAccepted,
  VideoAnonymized,
} from '@endoveil/contracts';
import { newestArtifact } from './claim.js';
import type { Database, Query } from './database.js';
import { openJob } from './drive.js';
import { note } from './history.js';
import type { JobRow } from './job-row.js';
import type { Timing } from './timing.js';

/** What may pass, so that trying again is worth it. */
const passing = ReasonCode.options.filter((code) => isPassing(code));
/** Runs that do better wait behind everybody's first: only so many are open at once. */
const OPEN_UPGRADES = 2;

interface Candidate {
  readonly item_id: ItemId;
  readonly current_run: RunId;
  readonly kind: 'video' | 'report';
  readonly stage: 'anonymize' | 'extract';
  readonly reason: ReasonCode;
  readonly correlation_id: string;
  readonly traceparent: string | null;
}

/**
 * What was done lower because something was missing is done again once it is back: its better level has a live worker
 * that says it can. Answers how many runs were opened.
 */
export async function upgrade(database: Database, timing: Timing): Promise<number> {
  return await database.transaction(async (query) => {
    const [open] = await query<{ count: number }>(
      `select count(*)::int as count from ledger.run where cause = 'upgrade' and ended_at is null`,
    );
    const candidates = await query<Candidate>(
      `select distinct on (i.item_id) i.item_id, i.current_run, i.kind, j.stage, e.reason, i.correlation_id, i.traceparent
       from ledger.item i
       join ledger.run r on r.run_id = i.current_run and r.ended_at is not null
       join ledger.job j on j.run_id = r.run_id and j.stage in ('anonymize', 'extract')
       join ledger.escalation e on e.job_id = j.job_id
       where i.state in ('verified', 'in-review', 'held', 'approved', 'published') and i.proposed_run is null
         and (i.upgrade_after is null or i.upgrade_after < now())
         and not exists (select 1 from ledger.run o where o.item_id = i.item_id and o.ended_at is null)
         and exists (select 1 from ledger.worker w join ledger.level l using (durable)
           where l.level = e.from_level and l.stage = j.stage and w.capable
             and (l.stage = 'extract' or l.listens[1] like '%.' || i.kind || '.%')
             and w.seen_at > now() - make_interval(secs => $1))
         and e.reason = any($2)
       order by i.item_id, case j.stage when 'anonymize' then 0 else 1 end, e.step`,
      [timing.workerGoneSeconds, passing],
    );
    const chosen = candidates.slice(0, Math.max(0, OPEN_UPGRADES - (open?.count ?? 0)));
    for (const candidate of chosen) await openUpgrade(query, timing, candidate);
    return chosen.length;
  });
}

async function openUpgrade(query: Query, timing: Timing, candidate: Candidate): Promise<void> {
  const { item_id: itemId, kind, correlation_id: correlationId, traceparent } = candidate;
  const runId = RunId.parse(randomUUID());
  await query(
    `insert into ledger.run (run_id, item_id, number, cause, state)
     select $1, $2, max(number) + 1, 'upgrade', 'waiting' from ledger.run where item_id = $2`,
    [runId, itemId],
  );
  await query(
    `update ledger.item set upgrade_tries = upgrade_tries + 1,
       upgrade_after = now() + make_interval(secs => $2 * power(2, least(upgrade_tries, 10))) where item_id = $1`,
    [itemId, timing.upgradeRetrySeconds],
  );
  await note(query, itemId, 'upgrade-opened', { runId, stage: candidate.stage, reason: candidate.reason });
  const common = { itemId, runId, correlationId, traceparent };
  if (candidate.stage === 'anonymize') {
    const event = kind === 'video' ? VideoAccepted : ReportAccepted;
    await openJob(query, { ...common, stage: 'anonymize', event, payload: { itemId, runId, kind } });
    return;
  }
  const artifact = await copyAnonymized(query, candidate.current_run, runId);
  await openJob(query, {
    ...common,
    stage: 'extract',
    event: kind === 'video' ? VideoAnonymized : ReportAnonymized,
    payload: {
      itemId,
      runId,
      kind,
      level: artifact.level,
      artifactId: artifact.id,
      artifactHash: artifact.hash,
      findings: artifact.findings,
    },
  });
}

/** Only the metadata are done again: the anonymized result, and how it came about, are taken over. */
async function copyAnonymized(query: Query, from: RunId, to: RunId) {
  const old = await newestArtifact(query, from);
  const jobId = randomUUID() as JobId;
  const id = ArtifactId.parse(randomUUID());
  await query(
    `insert into ledger.job (job_id, run_id, item_id, stage, step, state, level, trigger_subject, trigger_payload, trigger_event)
     select $1, $2, item_id, stage, step, 'done', level, trigger_subject, trigger_payload, gen_random_uuid()
     from ledger.job where run_id = $3 and stage = 'anonymize'`,
    [jobId, to, from],
  );
  await query(
    `insert into ledger.escalation (job_id, step, from_level, to_level, reason, at)
     select $1, e.step, e.from_level, e.to_level, e.reason, e.at from ledger.escalation e join ledger.job j using (job_id)
     where j.run_id = $2 and j.stage = 'anonymize'`,
    [jobId, from],
  );
  await query(
    `insert into ledger.artifact (artifact_id, item_id, run_id, job_id, step, level, hash, media_type, size_bytes, companion,
       degraded, findings_blob, findings_key)
     select $1, item_id, $2, $3, step, level, hash, media_type, size_bytes, companion, degraded, findings_blob, findings_key
     from ledger.artifact where artifact_id = $4`,
    [id, to, jobId, old!.artifact_id],
  );
  return { id, hash: old!.hash, level: old!.level, findings: old!.findings_blob };
}

/** After a run that tried to do better: it becomes the item's when it did, or waits for a person where one has decided. */
export async function settleUpgrade(query: Query, row: JobRow): Promise<void> {
  const [item] = await query<{ state: string; current_run: string }>(
    'select state, current_run from ledger.item where item_id = $1',
    [row.item_id],
  );
  if (!item || item.current_run === row.run_id) return;
  const [now, before] = [await standing(query, row.run_id), await standing(query, item.current_run)];
  const better = now.down <= before.down && (now.down < before.down || now.metadataDown < before.metadataDown);
  if (!better) return;
  if (item.state === 'approved' || item.state === 'published') {
    await query('update ledger.item set proposed_run = $2 where item_id = $1', [row.item_id, row.run_id]);
    await note(query, row.item_id, 'better-proposed', { runId: row.run_id });
    return;
  }
  await query(
    `update ledger.item set current_run = r.run_id, state = r.state, reason = r.reason, changed_at = now()
     from ledger.run r where item.item_id = $1 and r.run_id = $2`,
    [row.item_id, row.run_id],
  );
  await note(query, row.item_id, 'upgraded', { runId: row.run_id });
}

/** How many levels down a run was done; a run that made nothing is below all. */
async function standing(query: Query, runId: string): Promise<{ down: number; metadataDown: number }> {
  const [row] = await query<{ down: number; metadata_down: number }>(
    `select
       case when exists (select 1 from ledger.artifact a join ledger.run r using (run_id)
         where a.run_id = $1 and r.state in ('verified', 'in-review', 'approved', 'published'))
       then coalesce(max(j.step) filter (where j.stage = 'anonymize'), 0) else 1000 end as down,
       (select count(*)::int from ledger.escalation e join ledger.job x using (job_id)
         where x.run_id = $1 and x.stage = 'extract') as metadata_down
     from ledger.job j where j.run_id = $1`,
    [runId],
  );
  return { down: Number(row?.down ?? 1000), metadataDown: row?.metadata_down ?? 0 };
}
