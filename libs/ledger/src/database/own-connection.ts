import { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { EndoveilError } from '@endoveil/contracts';
import { Client } from 'pg';
import { reachOf } from './reach.js';
import { noticeSilence } from '../work/silence.js';

async function connect(url: string, applicationName: string): Promise<{ client: Client; socket: Socket }> {
  const socket = new Socket();
  const client = new Client({
    ...reachOf(url),
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    stream: () => socket,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { client, socket };
  } catch {
    throw new EndoveilError('database-unavailable');
  }
}

/** What a commit may call out on. */
export type Channel = 'endoveil_outbox' | 'endoveil_audit' | 'endoveil_sealed';

const RECONNECT_MS = 1_000;
const TRY_AGAIN_MS = 250;

/** LISTEN on a connection of its own, which comes back by itself. */
export async function listenTo(url: string, channel: Channel, wake: () => void): Promise<AsyncDisposable> {
  const stopped = new AbortController();
  const first = await listening(url, channel, wake).catch(() => undefined);
  const kept = keepListening(first);
  return {
    [Symbol.asyncDispose]: async () => {
      stopped.abort();
      await kept;
    },
  };

  async function keepListening(client: Client | undefined): Promise<void> {
    while (!stopped.signal.aborted) {
      if (client) await endOf(client, stopped.signal);
      if (stopped.signal.aborted) return;
      await wait(RECONNECT_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
      if (stopped.signal.aborted) return;
      client = await listening(url, channel, wake).catch(() => undefined);
    }
    await client?.end().catch(() => undefined);
  }
}

async function listening(url: string, channel: Channel, wake: () => void): Promise<Client> {
  const { client, socket } = await connect(url, channel.replace('_', '-'));
  try {
    client.on('notification', wake);
    await client.query(`listen ${channel}`);
    await noticeSilence(client, socket);
    wake();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Resolves when the connection is gone, or ends it when told to stop. */
async function endOf(client: Client, stop: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  client.once('end', resolve);
  stop.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  await client.end().catch(() => undefined);
}

/** Waits until no other process of this database does the same, and does it. Who fell silent is not waited for. */
export async function oneAtATime<T>(url: string, name: string, work: () => Promise<T>): Promise<T> {
  const { client, socket } = await connect(url, `endoveil-${name}`);
  try {
    await noticeSilence(client, socket);
    // not waited for inside of Postgres: a waiter answers and asks nothing, as if it had fallen silent
    while (!(await locks(client, name))) await wait(TRY_AGAIN_MS);
    return await work();
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function locks(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
    [`endoveil/${name}`],
  );
  return rows[0]!.locked;
}

/** An advisory lock held by a connection of its own: when it breaks or falls silent, the lock is somebody else's. */
export async function withLeadership<T>(
  url: string,
  name: string,
  fn: (signal: AbortSignal) => Promise<T>,
): Promise<{ readonly led: true; readonly value: T } | { readonly led: false }> {
  const { client, socket } = await connect(url, `endoveil-${name}`);
  const lost = new AbortController();
  client.once('end', () => lost.abort());
  client.on('error', () => lost.abort());
  try {
    if (!(await locks(client, name))) return { led: false };
    await noticeSilence(client, socket);
    return { led: true, value: await fn(lost.signal) };
  } finally {
    await client.end().catch(() => undefined);
  }
}
