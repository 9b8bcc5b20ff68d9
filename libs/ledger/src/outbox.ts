import { randomUUID } from 'node:crypto';
import { EventId, type EventType, eventOf } from '@endoveil/contracts';
import { context, propagation } from '@opentelemetry/api';
import { failpoint } from '@endoveil/runtime';
import type { Database, Query } from './database.js';
import type { OutboxMessage } from './face.js';

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

/** Locked rows are skipped by other relays; a crash before the commit publishes again, with the same event id. */
export async function takeOutbox(
  database: Database,
  limit: number,
  publish: (message: OutboxMessage) => Promise<void>,
): Promise<{ published: number; failed: number }> {
  return await database.transaction(async (query) => {
    const rows = await query<OutboxRow>(
      `select * from ledger.outbox where published_at is null order by sequence limit $1 for update skip locked`,
      [limit],
    );
    failpoint('relay.before-publish');
    const sent = await Promise.allSettled(rows.map((row) => publish(messageOf(row))));
    const published = rows.filter((_, i) => sent[i]?.status === 'fulfilled').map(({ sequence }) => sequence);
    if (published.length > 0)
      await query('update ledger.outbox set published_at = now() where sequence = any($1::bigint[])', [published]);
    failpoint('relay.after-mark');
    return { published: published.length, failed: rows.length - published.length };
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

export async function outboxLag(database: Database): Promise<{ seconds: number; waiting: number }> {
  const [row] = await database.query<{ seconds: number; waiting: number }>(
    `select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as seconds, count(*)::int as waiting
     from ledger.outbox where published_at is null`,
  );
  return row ?? { seconds: 0, waiting: 0 };
}
