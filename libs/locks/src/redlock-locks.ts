import { Redis } from 'ioredis';
import Redlock, { ExecutionError, type Lock, ResourceLockedError } from 'redlock';
import { type LockAnswer, locksOver, type LockServer } from './hold-lock.js';
import type { Locks } from './locks.js';

export interface RedlockSettings {
  /** One Redis, or an odd number of independent ones (not replicas of each other). */
  readonly urls: readonly string[];
  /** Certificates (PEM) of who signed those of `rediss://` servers; default: those that Node trusts. */
  readonly ca?: string;
  /** Names a lock: an HMAC under a site key, so that no key in Redis tells anything. */
  readonly nameOf: (key: string) => string;
  /** Milliseconds after which a silent server counts as away. */
  readonly answerWithinMs?: number;
}

/** Locks over Redlock. Resolves also when no server answers: then everything runs unlocked until one does. */
export async function openRedlockLocks(settings: RedlockSettings): Promise<Locks> {
  const answerWithinMs = settings.answerWithinMs ?? 1000;
  const clients = settings.urls.map((url) => clientOf(url, settings.ca, answerWithinMs));
  await Promise.all(clients.map((client) => client.connect().catch(() => {})));
  return locksOver(serverOf(clients, settings.nameOf));
}

/** ioredis takes the authority of a `rediss://` server only beside the parts of its address. */
function addressOf(url: string, ca: string | undefined) {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 6379),
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
    ...(pathname.length > 1 ? { db: Number(pathname.slice(1)) } : {}),
    ...(protocol === 'rediss:' ? { tls: { rejectUnauthorized: true, ...(ca ? { ca } : {}) } } : {}),
  };
}

/** Connects when it is asked to; says nothing of what goes wrong. */
export function clientOf(url: string, ca: string | undefined, answerWithinMs: number): Redis {
  const client = new Redis({
    ...addressOf(url, ca),
    lazyConnect: true,
    // a command must fail at once while the server is away, not wait in a queue
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: answerWithinMs,
    connectTimeout: answerWithinMs,
    retryStrategy: (times) => Math.min(times * 100, 2000),
  });
  // without a listener ioredis prints every failed reconnect
  client.on('error', () => {});
  return client;
}

function serverOf(clients: readonly Redis[], nameOf: (key: string) => string): LockServer<Lock> {
  // waiting and extension are ours (hold-lock): Redlock's own `using` fails a finished task when Redis goes away
  const redlock = new Redlock(clients, { retryCount: 0 });
  return {
    acquire: (key, ttlMs) => answer(() => redlock.acquire([`endoveil:lock:${nameOf(key)}`], ttlMs)),
    extend: (lock, ttlMs) => answer(() => lock.extend(ttlMs)),
    release: async (lock) => {
      // it expires by itself
      await lock.release().catch(() => {});
    },
    close: async () => {
      for (const client of clients) client.disconnect();
    },
  };
}

async function answer(ask: () => Promise<Lock>): Promise<LockAnswer<Lock>> {
  try {
    return { granted: await ask() };
  } catch (error) {
    if (!(error instanceof ExecutionError)) throw error;
    // no attempt at all: Redlock saw by its own clock that the lock has expired
    if (error.attempts.length === 0) return 'busy';
    const attempts = await Promise.all(error.attempts);
    const refusals = attempts.flatMap((attempt) => [...attempt.votesAgainst.values()]);
    return refusals.some((refusal) => refusal instanceof ResourceLockedError) ? 'busy' : 'away';
  }
}
