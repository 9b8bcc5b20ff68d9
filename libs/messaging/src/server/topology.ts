import { setTimeout as wait } from 'node:timers/promises';
import type { EventType } from '@endoveil/contracts';
import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  ReplayPolicy,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { PermissionViolationError } from '@nats-io/nats-core';

export const STREAM = 'ENDOVEIL';
const SECOND_NS = 1_000_000_000;
const DAY_NS = 86_400 * SECOND_NS;

/** A circuit breaker only: attempts are counted in Postgres. The server says nothing when it is reached. */
export const MAX_DELIVERIES = 100;

/** What the server says when it gives a message up: nobody settled it as often as it may be delivered. */
export const EXHAUSTED = `$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.${STREAM}.>`;

export interface TopologySettings {
  /**
   * Bytes the stream may take; full = nothing is accepted and the outbox waits. Default 1 GiB. A 2.9 server weighs a new
   * message without its overhead (some 40 bytes): within that of the limit it takes one more and drops the oldest.
   */
  readonly maxBytes: number;
  /** 3 where there are three servers. */
  readonly replicas: number;
  readonly ackWaitSeconds: number;
}

export const defaultTopology: TopologySettings = { maxBytes: 1024 ** 3, replicas: 1, ackWaitSeconds: 60 };

/** One durable: one handler and one subject (servers before 2.10 know one filter for each consumer). */
export interface DurableTopology {
  readonly name: string;
  readonly event: EventType;
}

/** The stream: limits retention, because work-queue retention refuses a second reader and interest drops the unread. */
export function streamConfig(settings: TopologySettings): Partial<StreamConfig> & { name: string } {
  return {
    name: STREAM,
    subjects: ['endoveil.>'],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    max_age: 14 * DAY_NS,
    max_bytes: settings.maxBytes,
    max_msg_size: 64 * 1024,
    duplicate_window: 7200 * SECOND_NS,
    num_replicas: settings.replicas,
  };
}

/**
 * A new durable reads the stream from its beginning: what was published before a level first started must not be lost,
 * and what was done before is answered by the ledger with *elsewhere*. No `backoff`: its first entry overwrites `ack_wait`.
 */
export function consumerConfig(durable: DurableTopology, settings: TopologySettings): Partial<ConsumerConfig> {
  return {
    durable_name: durable.name,
    filter_subject: durable.event.subject,
    ack_policy: AckPolicy.Explicit,
    ack_wait: settings.ackWaitSeconds * SECOND_NS,
    deliver_policy: DeliverPolicy.All,
    replay_policy: ReplayPolicy.Instant,
    max_deliver: MAX_DELIVERIES,
    // each loop holds one message at most: this bounds those that wait for their delay, and must not stop the rest
    max_ack_pending: 10_000,
  };
}

/** A handler's durables: its own name, and with several events one each, told apart by the event's noun. */
export function durablesOf(durable: string, events: readonly EventType[]): readonly DurableTopology[] {
  if (events.length === 1) return [{ name: durable, event: events[0]! }];
  const durables = events.map((event) => ({ name: `${durable}_${event.subject.split('.')[1]}`, event }));
  if (new Set(durables.map(({ name }) => name)).size < events.length) {
    throw new Error(`${durable} listens to two events of one noun: give each a handler of its own`);
  }
  return durables;
}

const underWay = new WeakMap<JetStreamManager, Promise<void>>();

/** Creates or updates the stream where it is not as it should be and this user may; once at a time for each connection, however many find it gone. */
export function ensureStream(manager: JetStreamManager, settings: TopologySettings): Promise<void> {
  const making = underWay.get(manager) ?? makeStream(manager, settings).finally(() => underWay.delete(manager));
  underWay.set(manager, making);
  return making;
}

/** The stream is gone, and this user may not make it: whoever publishes does. */
export class StreamMissing extends Error {
  override readonly name = 'StreamMissing';
}

async function makeStream(manager: JetStreamManager, settings: TopologySettings): Promise<void> {
  const config = streamConfig(settings);
  for (let tries = 1; ; tries += 1) {
    const there = await configOf(manager);
    if (there && isLike(there, config)) return;
    try {
      await (there ? manager.streams.update(STREAM, config) : manager.streams.add(config));
      return;
    } catch (error) {
      if ((error as Error).cause instanceof PermissionViolationError) {
        if (there) return;
        throw new StreamMissing('the stream is missing', { cause: error });
      }
      // two processes that make it side by side each reserve its space: the server refuses one of them
      if (tries === 5) throw error;
      await wait(50 * tries);
    }
  }
}

async function configOf(manager: JetStreamManager): Promise<StreamConfig | undefined> {
  try {
    return (await manager.streams.info(STREAM)).config;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether what we set is set so; the server adds fields of its own. */
function isLike(there: StreamConfig, config: Partial<StreamConfig>): boolean {
  return Object.entries(config).every(
    ([field, value]) => JSON.stringify(there[field as keyof StreamConfig]) === JSON.stringify(value),
  );
}

/** Creates or updates a durable; makes the stream first when it is gone. */
export async function ensureDurable(
  manager: JetStreamManager,
  durable: DurableTopology,
  settings: TopologySettings,
): Promise<void> {
  await ensureStream(manager, settings);
  const config = consumerConfig(durable, settings);
  try {
    // not `add` alone: from 2.10 on it refuses a durable that is there with other settings
    await manager.consumers.update(STREAM, durable.name, config);
  } catch (error) {
    if (!isMissing(error)) throw error;
    await manager.consumers.add(STREAM, config);
  }
}

function isMissing(error: unknown): boolean {
  const missing: readonly number[] = [JetStreamApiCodes.StreamNotFound, JetStreamApiCodes.ConsumerNotFound];
  return error instanceof JetStreamApiError && missing.includes(error.code);
}
