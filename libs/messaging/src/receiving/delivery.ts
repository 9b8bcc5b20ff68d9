import type { EventType } from '@endoveil/contracts';

/** One event as a handler gets it: parsed, with what came in its headers. */
export interface Delivery<T = Readonly<Record<string, unknown>>> {
  readonly subject: string;
  readonly payload: T;
  readonly eventId: string;
  readonly correlationId: string;
  /** 1 for the first. */
  readonly deliveries: number;
  /** Tells the broker that the handler is alive; restarts its ack wait. */
  working(): void;
}

export const headerNames = {
  eventId: 'Nats-Msg-Id',
  correlationId: 'x-correlation-id',
  schemaVersion: 'x-schema-version',
} as const;

/** A message as it came, before anything in it is believed. */
export interface RawMessage {
  readonly subject: string;
  readonly body: Uint8Array;
  readonly header: (name: string) => string;
}

export type Parsed =
  | {
      readonly ok: true;
      readonly payload: Readonly<Record<string, unknown>>;
      readonly eventId: string;
      readonly correlationId: string;
    }
  | { readonly ok: false; readonly cause: 'garbage' | 'unknown-version' };

/**
 * Step 1 of the contract. A version newer than ours is parked; an older one is read with our schema, because changes
 * are additive; what no version explains is garbage.
 */
export function parseMessage(event: EventType, message: RawMessage): Parsed {
  const eventId = message.header(headerNames.eventId);
  const version = Number(message.header(headerNames.schemaVersion));
  if (!eventId || !Number.isInteger(version) || version < 1) return { ok: false, cause: 'garbage' };
  if (version > event.version) return { ok: false, cause: 'unknown-version' };
  const payload = event.schema.safeParse(jsonOf(message.body));
  if (!payload.success) return { ok: false, cause: 'garbage' };
  return {
    ok: true,
    payload: payload.data as Readonly<Record<string, unknown>>,
    eventId,
    correlationId: message.header(headerNames.correlationId) || eventId,
  };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
