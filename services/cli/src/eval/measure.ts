import type { Ended, Invocation } from '../command-line/command.js';

/** Every option of every measure; each reads its own. */
export type EvalOptions = Readonly<Record<string, string | boolean | undefined>>;

export interface Measure {
  /** Flags as commander writes them, and what they do. */
  readonly options: readonly (readonly [flags: string, does: string])[];
  load(): Promise<{ readonly default: (invocation: Invocation<EvalOptions>) => Promise<Ended> }>;
}
