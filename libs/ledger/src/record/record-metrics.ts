import type { LevelName, Stage } from '@endoveil/contracts';
import type { Database } from '../database/database.js';
import type { Timing } from '../work/timing.js';

/** What triggers count, and the meaning of each count's labels in order. */
export const tallyLabels = {
  items: ['center', 'kind', 'state', 'level', 'reason'],
  runs: ['center', 'kind', 'cause', 'outcome', 'level', 'fallback'],
  fallbacks: ['stage', 'from', 'to', 'reason'],
  attempts: ['service', 'level', 'ending'],
  verdicts: ['kind', 'verdict'],
  checks: ['check', 'outcome'],
  check_units: ['check', 'part'],
  duplicates: ['center', 'reason'],
  landed: ['center'],
  landed_bytes: ['center'],
  dead_letters: ['durable', 'cause'],
  publications: ['destination', 'state'],
  publication_attempts: ['destination', 'task', 'outcome', 'fault'],
  published_bytes: ['destination'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type TallyName = keyof typeof tallyLabels;

/** One count; `labels` in the order of `tallyLabels`. */
export interface Tally {
  readonly name: TallyName;
  readonly labels: readonly string[];
  readonly value: number;
}

/** One handler and what waits for it now. */
export interface LevelNow {
  readonly service: string;
  readonly level: LevelName;
  readonly stage: Stage;
  readonly waiting: number;
  readonly running: number;
  /** Of the oldest waiting job; 0 when none waits. */
  readonly oldestSeconds: number;
  readonly liveWorkers: number;
  readonly capableWorkers: number;
}

/** One destination and what it has not taken yet. What waits for an approval is none of its business. */
export interface DestinationNow {
  readonly destination: string;
  /** Of the oldest publication that could go and has not ended; 0 when there is none. */
  readonly oldestSeconds: number;
  /** A publisher said lately that it serves it. */
  readonly isServed: boolean;
  /** Of the longest one of which nobody knows whether it arrived; 0 when there is none. */
  readonly unconfirmedSeconds: number;
}

/** Everything that is read from the record for one scrape. */
export interface RecordMetrics {
  readonly tallies: readonly Tally[];
  readonly levels: readonly LevelNow[];
  readonly destinations: readonly DestinationNow[];
  /** Open jobs that nothing has moved for longer than twice the longest run. */
  readonly overdueJobs: number;
  readonly outbox: { readonly seconds: number; readonly waiting: number; readonly refused: number };
  readonly unsealedEntries: number;
  /** How long the oldest of them has waited; 0 when there is none. */
  readonly oldestUnsealedSeconds: number;
  readonly redrivenByReconciler: number;
}

/** Adds up what triggers noted, then reads it. Grows with the number of labels, not with the number of items. */
export async function tallies(database: Database): Promise<readonly Tally[]> {
  await database.query('select ledger.fold_tally()');
  return await database.query<Tally>(
    `select name, labels, sum(value)::float8 as value
     from (select * from ledger.tally union all select * from ledger.tally_change) counted
     group by name, labels order by name, labels`,
  );
}

export async function recordMetrics(database: Database, timing: Timing): Promise<RecordMetrics> {
  const [counted, levels, destinations, [open]] = await Promise.all([
    tallies(database),
    levelsNow(database, timing),
    destinationsNow(database, timing),
    database.query<Omit<RecordMetrics, 'tallies' | 'levels' | 'destinations' | 'outbox'> & RecordMetrics['outbox']>(
      `select
         (select count(*)::int from ledger.job where state <> 'done'
           and waiting_since < now() - make_interval(secs => $1)) as "overdueJobs",
         (select count(*)::int from ledger.audit where not sealed) as "unsealedEntries",
         (select coalesce(extract(epoch from now() - min(at)), 0)::float8 from ledger.audit where not sealed)
           as "oldestUnsealedSeconds",
         coalesce((select value from ledger.counter where name = 'stuck'), 0)::float8 as "redrivenByReconciler",
         coalesce(extract(epoch from now() - min(created_at) filter (where refusals = 0)), 0)::float8 as seconds,
         count(*) filter (where refusals = 0)::int as waiting, count(*) filter (where refusals > 0)::int as refused
       from ledger.outbox where published_at is null`,
      [2 * timing.runDeadlineSeconds],
    ),
  ]);
  const { seconds, waiting, refused, ...rest } = open!;
  return { tallies: counted, levels, destinations, outbox: { seconds, waiting, refused }, ...rest };
}

/**
 * Reads open jobs only: a partial index holds them. Those of an event that no level ever listened to count for a level
 * that is named after it, so that a level that was never started is missed like one that has gone.
 */
async function levelsNow(database: Database, timing: Timing): Promise<readonly LevelNow[]> {
  return await database.query<LevelNow>(
    `with open as (
       select trigger_subject as subject, min(stage) as stage, count(*) filter (where state = 'requested')::int as waiting,
         count(*) filter (where state = 'running')::int as running,
         min(waiting_since) filter (where state = 'requested') as oldest
       from ledger.job where state <> 'done' group by trigger_subject)
     select l.service, l.level, l.stage, coalesce(sum(o.waiting), 0)::int as waiting,
       coalesce(sum(o.running), 0)::int as running,
       coalesce(extract(epoch from now() - min(o.oldest)), 0)::float8 as "oldestSeconds",
       (select count(*)::int from ledger.worker w where w.durable = l.durable
         and w.seen_at > now() - make_interval(secs => $1)) as "liveWorkers",
       (select count(*)::int from ledger.worker w where w.durable = l.durable and w.capable
         and w.seen_at > now() - make_interval(secs => $1)) as "capableWorkers"
     from ledger.level l left join open o on o.subject = any(l.listens)
     group by l.durable, l.service, l.level, l.stage
     union all
     select 'none', 'after-' || replace(replace(o.subject, 'endoveil.', ''), '.', '-'), o.stage, o.waiting, o.running,
       coalesce(extract(epoch from now() - o.oldest), 0)::float8, 0, 0
     from open o where not exists (select 1 from ledger.level l where o.subject = any(l.listens))
     order by stage, service, level`,
    [timing.workerGoneSeconds],
  );
}

/** One look into an index for each figure. */
async function destinationsNow(database: Database, timing: Timing): Promise<readonly DestinationNow[]> {
  const since = (column: string) =>
    `greatest(0, coalesce(extract(epoch from now() - (select min(${column}) from ledger.publication p
       where p.destination = d.name and p.${column} is not null)), 0))::float8`;
  return await database.query<DestinationNow>(
    `select d.name as destination, ledger.why_unserved(d.name, $1) is null as "isServed", ${since('open_since')} as "oldestSeconds",
       ${since('unconfirmed_since')} as "unconfirmedSeconds"
     from ledger.destination d order by d.name`,
    [timing.workerGoneSeconds],
  );
}
