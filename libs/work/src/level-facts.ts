import type { EventType, LevelName, Stage } from '@endoveil/contracts';

/** A fallback level: one handler, one durable consumer, its own limits. */
export interface LevelOptions {
  readonly service: string;
  readonly stage: Stage;
  readonly level: LevelName;
  /** `<service>_<level>`, written out: a renamed class must not replay the stream. */
  readonly durable: string;
  /** The event by which it hands its work down; null for the last level of a ladder. */
  readonly declines: EventType | null;
  /** Counted attempts before the next level gets it; default by `Timing.attemptsPerLevel`. */
  readonly attempts?: number;
  /** Jobs of this level side by side in this process; default 1. */
  readonly concurrency?: number;
  /** Silence of `progress` longer than this ends the attempt as hung; default 60. */
  readonly stallSeconds?: number;
}

export const LEVEL = Symbol('endoveil.level');

/** What the decorator keeps on the method. */
export interface LevelFacts extends LevelOptions {
  readonly listens: readonly EventType[];
}
