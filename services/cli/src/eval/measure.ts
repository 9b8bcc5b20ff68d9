import type { Ended, Invocation } from '../command-line/command.js';
import type { WantedPath } from './given-path.js';

/** Every option of every measure; each reads its own. */
export type EvalOptions = Readonly<Record<string, string | boolean | undefined>>;

export interface Measure {
  /** Undefined: it needs no path, or says itself what is wrong with one. */
  readonly wants?: WantedPath;
  /** Flags as commander writes them, and what they do. */
  readonly options: readonly (readonly [flags: string, does: string])[];
  load(): Promise<{ readonly default: (invocation: Invocation<EvalOptions>) => Promise<Ended> }>;
}
