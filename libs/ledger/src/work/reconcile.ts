import type { JobId } from '@endoveil/contracts';
import { failpoint } from '@endoveil/runtime';
import type { Database } from '../database/database.js';
import { driveAgain } from './drive.js';
import { eachAlone } from '../database/each-alone.js';
import type { ReconcileResult } from '../face.js';
import { lockJob } from './job-row.js';
import type { Timing } from './timing.js';

/** More than the replicas of one level work on side by side: one that ended just now is among them. */
const LATEST_ATTEMPTS = 100;

/**
 * Finds jobs that nothing will drive any more: no lease, no wait that ends, no unpublished event, and their last event
 * went out longer ago than its delivery deadline, to a level that lives and had nothing in work for as long, or began with
 * a later event so long ago. Drives them again.
 */
export async function reconcile(database: Database, timing: Timing): Promise<ReconcileResult> {
  const stuck = await database.query<{ job_id: JobId }>(
    `with moving as materialized (
       select durable from ledger.level l where exists (
         select 1 from (select started_at, ended_at from ledger.attempt a where a.durable = l.durable
           order by started_at desc limit $3) latest
         where greatest(started_at, ended_at) > now() - make_interval(secs => $1)))
     select j.job_id from ledger.job j
     join ledger.level l on j.trigger_subject = any(l.listens)
     left join ledger.outbox o on o.event_id = j.trigger_event
     where j.state = 'requested' and j.redrive_at is null
       and (o.event_id is null or o.published_at < now() - make_interval(secs => $1))
       and exists (select 1 from ledger.worker w where w.durable = l.durable and w.seen_at > now() - make_interval(secs => $2))
       and (l.durable not in (select durable from moving) and not exists (select 1 from ledger.job b
         where b.state = 'running' and b.lease_until > now() and b.trigger_subject = any(l.listens))
         or exists (select 1 from ledger.attempt a join ledger.outbox later using (event_id)
           where a.durable = l.durable and later.sequence > o.sequence
             and a.started_at between o.published_at and now() - make_interval(secs => $1)))
     order by j.waiting_since limit 1000`,
    [timing.deliveryDeadlineSeconds, timing.workerGoneSeconds, LATEST_ATTEMPTS],
  );
  let driven = 0;
  await eachAlone(stuck, async ({ job_id: jobId }) => {
    failpoint('reconciler.before-one');
    driven += await database.transaction(async (query) => {
      const row = await lockJob(query, jobId);
      if (!row || row.state !== 'requested') return 0;
      await driveAgain(query, row);
      await query(
        `insert into ledger.counter (name, value) values ('stuck', 1)
         on conflict (name) do update set value = counter.value + 1`,
      );
      return 1;
    });
    failpoint('reconciler.after-one');
  });
  return { stuck: driven };
}

/** Removes what is only kept to recognise repetitions. */
export async function prune(database: Database, timing: Timing): Promise<void> {
  await database.query('delete from ledger.inbox where seen_at < now() - make_interval(days => $1)', [
    timing.inboxKeepDays,
  ]);
  await database.query('delete from ledger.outbox where published_at < now() - make_interval(days => $1)', [
    timing.outboxKeepDays,
  ]);
  await database.query('delete from ledger.answered where at < now() - make_interval(days => $1)', [
    timing.inboxKeepDays,
  ]);
  await database.query(`delete from ledger.worker where seen_at < now() - interval '1 day'`);
  await database.query('select ledger.fold_tally()');
}
