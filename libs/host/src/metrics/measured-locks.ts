import { LockBusy, LockLost, type Locks } from '@endoveil/locks';
import { failpoint } from '@endoveil/runtime';
import { Counter, Histogram } from 'prom-client';

const asked = new Counter({
  name: 'endoveil_locks_total',
  help: 'Locks asked for: `held`, `busy` (somebody else has it) or `lost` (somebody else got it meanwhile).',
  labelNames: ['outcome'],
});

const waited = new Histogram({
  name: 'endoveil_lock_wait_seconds',
  help: 'Seconds until a lock was held.',
  buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 8],
});

/** The same locks, counted. */
export function measuredLocks(locks: Locks): Locks {
  const timed = <T>(task: (signal: AbortSignal) => Promise<T>) => {
    const startedAt = performance.now();
    return (signal: AbortSignal) => {
      waited.observe((performance.now() - startedAt) / 1000);
      asked.inc({ outcome: 'held' });
      signal.addEventListener('abort', () => {
        if (signal.reason instanceof LockLost) asked.inc({ outcome: 'lost' });
      });
      failpoint('lock.acquired');
      return task(signal).finally(() => failpoint('lock.before-release'));
    };
  };
  return {
    withLock: async (key, ttlMs, task) => {
      try {
        return await locks.withLock(key, ttlMs, timed(task));
      } catch (error) {
        if (error instanceof LockBusy) asked.inc({ outcome: 'busy' });
        throw error;
      }
    },
    tryLock: async (key, ttlMs, task) => {
      const answer = await locks.tryLock(key, ttlMs, timed(task));
      if (!answer.held) asked.inc({ outcome: 'busy' });
      return answer;
    },
    close: () => locks.close(),
  };
}
