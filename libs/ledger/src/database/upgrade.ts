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
import { failpoint } from '@endoveil/runtime';
import { newestArtifact } from '../work/artifact-row.js';
import type { Database, Query } from './database.js';
import { openJob } from '../work/drive.js';
import { eachAlone } from './each-alone.js';
import { note } from '../record/history.js';
import type { Timing } from '../work/timing.js';

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
  const [open] = await database.query<{ count: number }>(
    `select count(*)::int as count from ledger.run where cause = 'upgrade' and ended_at is null`,
  );
  const room = Math.max(0, OPEN_UPGRADES - (open?.count ?? 0));
  let opened = 0;
  await eachAlone(room > 0 ? await candidatesOf(database, timing) : [], async (candidate) => {
    if (opened === room) return;
    opened += await database.transaction(async (query) => {
      if (!(await stillStands(query, candidate))) return 0;
      await openUpgrade(query, timing, candidate);
      failpoint('upgrader.after-open');
      return 1;
    });
  });
  return opened;
}

/**
 * Items whose run went down a ladder for a reason that passes. Metadata count from the newest artifact on, and only
 * where it may be kept. Where the better level has since said no for a reason that stays, nothing is tried again.
 */
async function candidatesOf(database: Database, timing: Timing): Promise<readonly Candidate[]> {
  return await database.query<Candidate>(
    `select distinct on (i.item_id) i.item_id, i.current_run, i.kind, j.stage, e.reason, i.correlation_id, i.traceparent
     from ledger.item i
     join ledger.run r on r.run_id = i.current_run and r.ended_at is not null
     join ledger.job j on j.run_id = r.run_id and j.stage in ('anonymize', 'extract')
     join ledger.escalation e on e.job_id = j.job_id and e.reason = any($2)
     where i.state in ('verified', 'in-review', 'held', 'approved', 'published') and i.proposed_run is null
       and (i.upgrade_after is null or i.upgrade_after < now())
       and (j.stage = 'anonymize' or i.state <> 'held'
         and e.at >= (select max(made_at) from ledger.artifact where run_id = r.run_id))
       and not exists (select 1 from ledger.run o where o.item_id = i.item_id and o.ended_at is null)
       and exists (select 1 from ledger.worker w join ledger.level l using (durable)
         where l.level = e.from_level and l.stage = j.stage and w.capable
           and (l.stage = 'extract' or l.listens[1] like '%.' || i.kind || '.%')
           and w.seen_at > now() - make_interval(secs => $1))
       and not exists (select 1 from ledger.run t
         join ledger.job tj on tj.run_id = t.run_id and tj.stage = j.stage
         join ledger.escalation te on te.job_id = tj.job_id
         where t.item_id = i.item_id and t.number > r.number and te.from_level = e.from_level and te.reason <> all($2))
     order by i.item_id, case j.stage when 'anonymize' then 0 else 1 end, e.step`,
    [timing.workerGoneSeconds, passing],
  );
}

/** Locks the item; false when a person or another upgrade was faster. */
async function stillStands(query: Query, candidate: Candidate): Promise<boolean> {
  const [item] = await query<{ current_run: RunId }>(
    'select current_run from ledger.item where item_id = $1 for update',
    [candidate.item_id],
  );
  const open = await query('select 1 from ledger.run where item_id = $1 and ended_at is null', [candidate.item_id]);
  return item?.current_run === candidate.current_run && open.length === 0;
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
