import { eventOf } from '@endoveil/contracts';
import { JetStreamApiError } from '@nats-io/jetstream';
import { headers, InvalidArgumentError, RequestError } from '@nats-io/nats-core';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { headerNames } from './receiving/delivery.js';
import type { Bus } from './server/bus.js';
import { ensureStream } from './server/topology.js';

export interface OutgoingMessage {
  readonly eventId: string;
  readonly subject: string;
  readonly version: number;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly correlationId: string;
  readonly traceparent: string | null;
}

/** The event was not stored by the server; it stays in the outbox. `refused`: by its size or shape. */
export class NotPublished extends Error {
  override readonly name = 'NotPublished';
  constructor(
    readonly why: 'not-an-event' | 'stream-full' | 'refused' | 'no-answer',
    cause?: unknown,
  ) {
    super(`not published: ${why}`, { cause });
  }

  /** As it is, it will not be taken, however often it is tried. */
  get lasting(): boolean {
    return this.why === 'not-an-event' || this.why === 'refused';
  }
}

const ANSWER_WITHIN_MS = 5_000;

/** The one way out for facts: used by the outbox relay and by nobody else. */
export class Publisher {
  constructor(private readonly bus: Bus) {}

  /** Resolves when the server has stored it, or had stored it before. Throws `NotPublished`. */
  async publish(message: OutgoingMessage): Promise<void> {
    if (!eventOf(message.subject)?.schema.safeParse(message.payload).success) throw new NotPublished('not-an-event');
    const parent = message.traceparent
      ? propagation.extract(context.active(), { traceparent: message.traceparent })
      : context.active();
    const span = trace.getTracer('endoveil').startSpan(
      `publish ${message.subject}`,
      {
        kind: SpanKind.PRODUCER,
        attributes: {
          'messaging.system': 'nats',
          'messaging.operation.type': 'send',
          'messaging.destination.name': message.subject,
          'messaging.message.id': message.eventId,
        },
      },
      parent,
    );
    try {
      await context.with(trace.setSpan(parent, span), () => this.send(message));
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  }

  private async send(message: OutgoingMessage): Promise<void> {
    const carrier: Record<string, string> = {};
    propagation.inject(context.active(), carrier);
    const header = headers();
    header.set(headerNames.eventId, message.eventId);
    header.set(headerNames.correlationId, message.correlationId);
    header.set(headerNames.schemaVersion, String(message.version));
    const traceparent = carrier['traceparent'] ?? message.traceparent;
    if (traceparent) header.set('traceparent', traceparent);
    const body = JSON.stringify(message.payload);
    const store = () => this.bus.client.publish(message.subject, body, { headers: header, timeout: ANSWER_WITHIN_MS });
    try {
      await store();
    } catch (error) {
      if (!isUnheard(error)) throw notPublished(error);
      try {
        await ensureStream(this.bus.manager, this.bus.topology);
        await store();
      } catch (cause) {
        throw notPublished(cause);
      }
    }
  }
}

/** The server is there and no stream takes the subject: it was wiped. */
function isUnheard(error: unknown): boolean {
  const { cause } = error as Error;
  return cause instanceof RequestError && cause.isNoResponders();
}

/** The server's codes: store failed (this is also how a full stream answers), insufficient resources, storage exceeded. */
const FULL: readonly number[] = [10_077, 10_023, 10_047];

function notPublished(error: unknown): NotPublished {
  // the client itself sends nothing that is larger than the server takes
  if (error instanceof InvalidArgumentError) return new NotPublished('refused', error);
  if (!(error instanceof JetStreamApiError)) return new NotPublished('no-answer', error);
  if (FULL.includes(error.code)) return new NotPublished('stream-full', error);
  return new NotPublished(error.status >= 400 && error.status < 500 ? 'refused' : 'no-answer', error);
}
