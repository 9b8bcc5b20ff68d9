import type { Database } from './database.js';
import type { Counts } from './face.js';
import { outboxLag } from './outbox.js';

/** What the metrics say: counted in the record itself, so a restart or a second replica changes nothing. */
export async function counts(database: Database): Promise<Counts> {
  const [items, oldestWaiting, fallbacks, verdicts, lag, stuck] = await Promise.all([
    database.query<Counts['items'][number]>(
      `select i.kind, i.state, a.level, count(*)::int as count from ledger.item i
       left join lateral (select level from ledger.artifact where run_id = i.current_run order by step desc limit 1) a on true
       group by i.kind, i.state, a.level`,
    ),
    database.query<Counts['oldestWaiting'][number]>(
      `select l.level, coalesce(max(extract(epoch from now() - j.waiting_since)), 0)::float8 as seconds,
         count(j.job_id)::int as waiting
       from ledger.level l left join ledger.job j on j.state = 'requested' and j.trigger_subject = any(l.listens)
       group by l.level`,
    ),
    database.query<Counts['fallbacks'][number]>(
      `select from_level as "from", to_level as "to", e.reason, count(*)::int as count
       from ledger.escalation e join ledger.job using (job_id) join ledger.run r using (run_id)
       -- an upgrade takes older steps over from the run it starts from: those are counted there
       where e.at >= r.started_at
       group by from_level, to_level, e.reason order by from_level, e.reason`,
    ),
    database.query<Counts['verdicts'][number]>(
      `select i.kind, c.verdict, count(*)::int as count from ledger.certificate c
       join ledger.run r using (run_id) join ledger.item i using (item_id) group by i.kind, c.verdict`,
    ),
    outboxLag(database),
    database.query<{ value: string }>(`select value from ledger.counter where name = 'stuck'`),
  ]);
  return {
    items,
    oldestWaiting,
    fallbacks,
    verdicts,
    outboxLagSeconds: lag.seconds,
    stuckTotal: Number(stuck[0]?.value ?? 0),
  };
}
