import { createHash } from 'node:crypto';
import type { Database, Query } from '../database/database.js';
import type { DeadLetter, LevelRegistration, LevelStatus, WorkerHeartbeat } from '../face.js';
import type { Timing } from './timing.js';

/** A level as its code declares it. The last process to start decides, so that a new build brings its own ladder. */
export async function registerLevel(database: Database, level: LevelRegistration): Promise<void> {
  await database.query(
    `insert into ledger.level (durable, service, stage, level, listens, declines, attempts, dead_after_seconds, run_deadline_seconds)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (durable) do update set service = excluded.service, stage = excluded.stage, level = excluded.level,
       listens = excluded.listens, declines = excluded.declines, attempts = excluded.attempts,
       dead_after_seconds = excluded.dead_after_seconds, run_deadline_seconds = excluded.run_deadline_seconds`,
    [
      level.durable,
      level.service,
      level.stage,
      level.level,
      level.listens,
      level.declines,
      level.attempts ?? null,
      level.deadAfterSeconds ?? null,
      level.runDeadlineSeconds ?? null,
    ],
  );
}

export async function workerHeartbeat(database: Database, timing: Timing, heartbeat: WorkerHeartbeat): Promise<void> {
  const { workerId, durable, service, level, capable } = heartbeat;
  await database.query(
    `insert into ledger.worker (worker_id, durable, service, level, capable) values ($1, $2, $3, $4, $5)
     on conflict (worker_id, durable) do update set capable = excluded.capable, seen_at = now(),
       started_at = case when worker.seen_at > now() - make_interval(secs => $6) then worker.started_at else now() end`,
    [workerId, durable, service, level, capable, timing.workerGoneSeconds],
  );
}

/** The worker said goodbye. Its rows stay a while as the time when the level was last alive. */
export async function workerGone(database: Database, timing: Timing, workerId: string): Promise<void> {
  await database.query(
    `update ledger.worker set capable = false, seen_at = least(seen_at, now() - make_interval(secs => $2))
     where worker_id = $1`,
    [workerId, timing.workerGoneSeconds],
  );
}

export async function levels(database: Database, timing: Timing): Promise<readonly LevelStatus[]> {
  return await database.query<LevelStatus>(
    `select l.durable, l.service, l.stage, l.level,
       (select count(*)::int from ledger.worker w where w.durable = l.durable and w.seen_at > now() - make_interval(secs => $1)) as "liveWorkers",
       (select count(*)::int from ledger.worker w where w.durable = l.durable and w.capable and w.seen_at > now() - make_interval(secs => $1)) as "capableWorkers",
       (select count(*)::int from ledger.job j where j.state = 'requested' and j.trigger_subject = any(l.listens)) as waiting,
       (select count(*)::int from ledger.job j where j.state = 'running' and j.trigger_subject = any(l.listens)) as running
     from ledger.level l order by array_position(array['identify', 'anonymize', 'extract', 'verify'], l.stage), l.service, l.durable`,
    [timing.workerGoneSeconds],
  );
}

/** Where a message is that nobody could work on, and why. Never its body. */
export interface DeadLetterRecord {
  readonly letterId: number;
  readonly durable: string;
  readonly subject: string;
  readonly cause: DeadLetter['cause'];
  readonly eventId: string | null;
  readonly streamSequence: number | null;
  readonly bodyBytes: number;
  readonly at: Date;
}

export async function deadLetters(database: Database, limit: number): Promise<readonly DeadLetterRecord[]> {
  return await database.query<DeadLetterRecord>(
    `select letter_id::float8 as "letterId", durable, subject, cause, event_id as "eventId",
       stream_sequence::float8 as "streamSequence", body_bytes as "bodyBytes", at
     from ledger.dead_letter order by letter_id desc limit $1`,
    [limit],
  );
}

/** Notes a message nobody can work on, once; of its body only size and hash. */
export async function deadLetter(query: Query, letter: DeadLetter): Promise<void> {
  const body = letter.body ?? new Uint8Array();
  const sha256 = createHash('sha256').update(body).digest('hex');
  const eventId = /^[0-9a-f-]{36}$/.test(letter.eventId ?? '') ? letter.eventId : null;
  await query(
    `insert into ledger.dead_letter (durable, subject, cause, event_id, stream_sequence, body_bytes, body_sha256)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [letter.durable, letter.subject, letter.cause, eventId, letter.streamSequence ?? null, body.length, sha256],
  );
}
