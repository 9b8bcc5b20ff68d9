import { locksConformance } from './locks.conformance.js';
import { MemoryLockServer } from './memory-locks.js';

locksConformance('memory', async () => {
  const server = new MemoryLockServer();
  return {
    open: async () => server.open(),
    wipe: async () => server.wipe(),
    goAway: async () => {
      server.away = true;
    },
    back: async () => {
      server.away = false;
    },
    [Symbol.asyncDispose]: async () => {},
  };
});
