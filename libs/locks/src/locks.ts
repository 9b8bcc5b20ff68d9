import { RetryLater } from '@endoveil/contracts';

/**
 * Distributed locks, for efficiency only: the database's unique constraints and fences are the truth. So a lock
 * server that is away never stops work: the task then runs unlocked, as if the lock had been granted.
 */
export interface Locks {
  /**
   * Waits for the lock (up to `ttlMs`), runs the task, releases on every path. The lock is extended while the task
   * runs; the signal aborts as soon as someone else is seen to hold it. `key` may be anything: only its HMAC leaves
   * the process. Throws `LockBusy` when someone else holds it all that time. `ttlMs` is at least 100.
   */
  withLock<T>(key: string, ttlMs: number, task: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** As `withLock` but does not wait: when someone else holds the lock, `{ held: false }` and the task does not run. */
  tryLock<T>(
    key: string,
    ttlMs: number,
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<{ readonly held: true; readonly value: T } | { readonly held: false }>;
  close(): Promise<void>;
}

/** Someone else holds the lock. In a handler: not now, and not counted. */
export class LockBusy extends RetryLater {
  constructor(delayMs: number) {
    super('locked', delayMs);
  }
}

/** The one who took the lock over is somebody else: whatever the task still does is done twice. */
export class LockLost extends Error {
  override readonly name = 'LockLost';
  constructor() {
    super('another worker holds the lock now');
  }
}
