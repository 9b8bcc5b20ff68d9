import { setTimeout as wait } from 'node:timers/promises';
import { LockBusy, LockLost, type Locks } from './locks.js';

/** How a lock server answered. `away` is not a refusal: the database is the truth, so work goes on without a lock. */
export type LockAnswer<L> = { readonly granted: L } | 'busy' | 'away';

/** The little that an adapter knows how to do. All three answer quickly and never throw. */
export interface LockServer<L> {
  acquire(key: string, ttlMs: number): Promise<LockAnswer<L>>;
  /** `busy` also when the lock is no longer there. */
  extend(lock: L, ttlMs: number): Promise<LockAnswer<L>>;
  release(lock: L): Promise<void>;
  close(): Promise<void>;
}

const SHORTEST_TTL_MS = 100;

/** Waiting, extension, loss and release, once for every adapter. */
export function locksOver<L>(server: LockServer<L>): Locks {
  return {
    async withLock(key, ttlMs, task) {
      const deadline = performance.now() + ttlMs;
      for (;;) {
        const answer = await acquire(server, key, ttlMs);
        if (answer !== 'busy') return await runHolding(server, answer, key, ttlMs, task);
        if (performance.now() >= deadline) throw new LockBusy(ttlMs);
        // jitter, so that many who wait do not all ask at the same moment
        await wait(20 + Math.random() * 80);
      }
    },
    async tryLock(key, ttlMs, task) {
      const answer = await acquire(server, key, ttlMs);
      if (answer === 'busy') return { held: false };
      return { held: true, value: await runHolding(server, answer, key, ttlMs, task) };
    },
    close: () => server.close(),
  };
}

function acquire<L>(server: LockServer<L>, key: string, ttlMs: number): Promise<LockAnswer<L>> {
  if (!Number.isInteger(ttlMs) || ttlMs < SHORTEST_TTL_MS) throw new RangeError('a lock lives at least 100 ms');
  return server.acquire(key, ttlMs);
}

async function runHolding<L, T>(
  server: LockServer<L>,
  first: { readonly granted: L } | 'away',
  key: string,
  ttlMs: number,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const done = new AbortController();
  let held = first === 'away' ? undefined : first.granted;
  const keep = (async () => {
    for (;;) {
      await wait(ttlMs / 3, undefined, { signal: done.signal });
      const answer = held === undefined ? 'busy' : await server.extend(held, ttlMs);
      if (answer === 'away') continue;
      if (answer !== 'busy') {
        held = answer.granted;
        continue;
      }
      // gone: expired, or the server was wiped or away. Whoever gets it now tells who holds it
      const again = await server.acquire(key, ttlMs);
      held = typeof again === 'object' ? again.granted : undefined;
      if (again === 'busy') return lost.abort(new LockLost());
    }
  })().catch(() => {});
  try {
    return await task(lost.signal);
  } finally {
    done.abort();
    await keep;
    if (held !== undefined) await server.release(held);
  }
}
