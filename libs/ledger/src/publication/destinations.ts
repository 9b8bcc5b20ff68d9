import type { DestinationName } from '@endoveil/contracts';
import type { Database } from '../database/database.js';
import type { DestinationStatus, PublisherHeartbeat } from '../release/release-face.js';
import type { Timing } from '../work/timing.js';

/** The publisher's own durable, under which it is among the workers. */
const PUBLISHER = { durable: 'publisher_release', service: 'publisher', level: 'release' } as const;

/** A publisher runs, and serves these. There is no goodbye: one that only restarts is back before it counts as gone. */
export async function publisherHeartbeat(database: Database, heartbeat: PublisherHeartbeat): Promise<void> {
  await database.transaction(async (query) => {
    await query(
      `insert into ledger.worker (worker_id, durable, service, level, capable) values ($1, $2, $3, $4, true)
       on conflict (worker_id, durable) do update set seen_at = now()`,
      [heartbeat.workerId, PUBLISHER.durable, PUBLISHER.service, PUBLISHER.level],
    );
    // in one order, so that no two publishers wait for each other
    await query(
      `insert into ledger.destination (name, served_at) select name, now() from unnest($1::text[]) name order by name
       on conflict (name) do update set served_at = now()`,
      [heartbeat.destinations],
    );
  });
}

/** Every destination that a publisher has ever served, or the one of this name, by name. */
export async function listDestinations(
  database: Database,
  timing: Timing,
  name?: DestinationName,
): Promise<readonly DestinationStatus[]> {
  return await database.query<DestinationStatus>(
    `select name, ledger.why_unserved(name, $1) as unserved, served_at as "servedAt",
       case when paused_until > now() then paused_until end as "pausedUntil",
       case when paused_until > now() then fault end as fault
     from ledger.destination where $2::text is null or name = $2 order by name`,
    [timing.workerGoneSeconds, name ?? null],
  );
}
