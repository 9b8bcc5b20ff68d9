import { randomUUID } from 'node:crypto';
import { EventId, type EventType, eventOf } from '@endoveil/contracts';
import { context, propagation } from '@opentelemetry/api';
import { failpoint } from '@endoveil/runtime';
import type { Database, Query } from '../database/database.js';
import type { OutboxMessage, Taken } from '../face.js';
import { deadLetter } from '../work/workers.js';

export interface Announcement {
  readonly eventId?: EventId;
  readonly event: EventType;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly correlationId: string;
  /** Used where no trace is active: the one the item landed with. */
  readonly traceparent: string | null;
}

export const newEventId = () => EventId.parse(randomUUID());

/** Writes one event into the outbox of this transaction; the relay is woken by the commit. */
export async function announce(query: Query, announcement: Announcement): Promise<void> {
  const { event, correlationId } = announcement;
  const payload = event.schema.parse(announcement.payload);
  await query(
    `insert into ledger.outbox (event_id, subject, version, payload, correlation_id, traceparent)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      announcement.eventId ?? newEventId(),
      event.subject,
      event.version,
      JSON.stringify(payload),
      correlationId,
      activeTraceparent() ?? announcement.traceparent,
    ],
  );
  await query(`select pg_notify('endoveil_outbox', '')`);
}

export function activeTraceparent(): string | null {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier['traceparent'] ?? null;
}

/** The event of a subject that stands in a row: one that a level of this house declared. */
export function knownEvent(subject: string): EventType {
  const event = eventOf(subject);
  if (!event) throw new Error('a subject in the ledger names an event');
  return event;
}

interface OutboxRow {
  readonly sequence: string;
  readonly event_id: string;
  readonly subject: string;
  readonly version: number;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly correlation_id: string;
  readonly traceparent: string | null;
  readonly created_at: Date;
}

/** Who put a refused event aside; its sequence in the outbox stands for the one in the stream. */
const RELAY = 'relay';
/** The first wait after a refusal; doubles to the longest. */
const AFTER_REFUSAL_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 3600;

/**
 * Locked rows are skipped by other relays; a crash before the commit publishes again, with the same event id. What was
 * never tried goes first, so nothing that cannot be published holds up what can.
 */
export async function takeOutbox(
  database: Database,
  limit: number,
  publish: (message: OutboxMessage) => Promise<'refused' | undefined>,
): Promise<Taken> {
  return await database.transaction(async (query) => {
    const rows = await query<OutboxRow>(
      `select * from ledger.outbox where published_at is null and (retry_at is null or retry_at <= now())
       order by tried_at nulls first, sequence limit $1 for update skip locked`,
      [limit],
    );
    failpoint('relay.before-publish');
    const sent = await Promise.allSettled(rows.map((row) => publish(messageOf(row))));
    const ended = (how: 'published' | 'refused' | 'failed') => rows.filter((_, i) => endingOf(sent[i]!) === how);
    const [published, refused, failed] = [ended('published'), ended('refused'), ended('failed')];
    if (published.length > 0)
      await query('update ledger.outbox set published_at = now() where sequence = any($1::bigint[])', [
        published.map(({ sequence }) => sequence),
      ]);
    if (failed.length > 0)
      await query('update ledger.outbox set tried_at = clock_timestamp() where sequence = any($1::bigint[])', [
        failed.map(({ sequence }) => sequence),
      ]);
    for (const row of refused) await setAside(query, row);
    failpoint('relay.after-mark');
    return { published: published.length, failed: failed.length, refused: refused.map(({ event_id: id }) => id) };
  });
}

function endingOf(sent: PromiseSettledResult<'refused' | undefined>): 'published' | 'refused' | 'failed' {
  return sent.status === 'rejected' ? 'failed' : (sent.value ?? 'published');
}

/** It stays in the outbox and is tried again, less and less often: a newer build or another setting may let it through. */
async function setAside(query: Query, { sequence, event_id: eventId, subject, payload }: OutboxRow): Promise<void> {
  await query(
    `update ledger.outbox set tried_at = clock_timestamp(), refusals = refusals + 1,
       retry_at = clock_timestamp() + make_interval(secs => least($2 * power(2, refusals), $3)) where sequence = $1`,
    [sequence, AFTER_REFUSAL_SECONDS, LONGEST_WAIT_SECONDS],
  );
  const body = Buffer.from(JSON.stringify(payload));
  await deadLetter(query, {
    durable: RELAY,
    subject,
    cause: 'refused',
    eventId,
    streamSequence: Number(sequence),
    body,
  });
}

function messageOf(row: OutboxRow): OutboxMessage {
  return {
    eventId: EventId.parse(row.event_id),
    subject: row.subject,
    version: row.version,
    payload: row.payload,
    correlationId: row.correlation_id,
    traceparent: row.traceparent,
    createdAt: row.created_at,
  };
}

/** Without those that were refused for good: they are put aside and counted apart. */
export async function outboxLag(database: Database): Promise<{ seconds: number; waiting: number }> {
  const [row] = await database.query<{ seconds: number; waiting: number }>(
    `select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as seconds, count(*)::int as waiting
     from ledger.outbox where published_at is null and refusals = 0`,
  );
  return row ?? { seconds: 0, waiting: 0 };
}
