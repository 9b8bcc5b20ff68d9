/** A Locks port over Redlock, with a fake and one conformance suite. */
export { lookAtRedis, type RedisLook } from './look-at-redis.js';
export { LockBusy, LockLost, type Locks } from './locks.js';
export { MemoryLockServer } from './memory-locks.js';
export { openRedlockLocks, type RedlockSettings } from './redlock-locks.js';
