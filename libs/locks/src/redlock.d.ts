/** The package's `exports` hide its own types from NodeNext. Only what is used here. */
declare module 'redlock' {
  import type { Redis } from 'ioredis';

  export class ResourceLockedError extends Error {}
  export class ExecutionError extends Error {
    readonly attempts: readonly Promise<{ readonly votesAgainst: ReadonlyMap<Redis, Error> }>[];
  }
  export interface Lock {
    readonly expiration: number;
    release(): Promise<unknown>;
    extend(durationMs: number): Promise<Lock>;
  }
  export default class Redlock {
    constructor(clients: Iterable<Redis>, settings?: { retryCount?: number; driftFactor?: number });
    acquire(resources: string[], durationMs: number): Promise<Lock>;
    on(event: 'error', listener: (error: Error) => void): this;
  }
}
