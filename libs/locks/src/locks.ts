/**
 * Distributed locks, for efficiency only: the database's unique constraints and fences are the truth. So a lock
 * server that is away never stops work: the task then runs unlocked, as if the lock had been granted.
 */
export interface Locks {
  /**
   * Waits for the lock (up to `ttlMs`), runs the task, releases on every path. The lock is extended while the task
   * runs; the signal aborts when it is lost. `key` may be anything: only its HMAC leaves the process.
   * Throws `LockBusy` when someone else holds it all that time.
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
