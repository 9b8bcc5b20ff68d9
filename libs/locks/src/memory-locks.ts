import { randomUUID } from 'node:crypto';
import { locksOver } from './hold-lock.js';
import type { Locks } from './locks.js';

/** A lock server in memory, for tests and for work without servers. Its switches play the faults of a real one. */
export class MemoryLockServer {
  private readonly holders = new Map<string, { token: string; until: number }>();
  away = false;

  /** One client of this server, like one process. */
  open(): Locks {
    return locksOver<{ key: string; token: string }>({
      acquire: async (key, ttlMs) => {
        if (this.away) return 'away';
        if ((this.holders.get(key)?.until ?? 0) > performance.now()) return 'busy';
        const token = randomUUID();
        this.holders.set(key, { token, until: performance.now() + ttlMs });
        return { granted: { key, token } };
      },
      extend: async (lock, ttlMs) => {
        if (this.away) return 'away';
        const holder = this.holders.get(lock.key);
        if (holder?.token !== lock.token || holder.until <= performance.now()) return 'busy';
        holder.until = performance.now() + ttlMs;
        return { granted: lock };
      },
      release: async (lock) => {
        if (!this.away && this.holders.get(lock.key)?.token === lock.token) this.holders.delete(lock.key);
      },
      close: async () => {},
    });
  }

  /** Forgets every lock, as FLUSHALL does. */
  wipe(): void {
    this.holders.clear();
  }
}
