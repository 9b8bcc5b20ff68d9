import type { Terminal } from '../command-line/terminal.js';
import { serviceProgram } from '../house/service-program.js';

export interface ChaosOptions {
  readonly seed: string;
  readonly seeds: string;
  readonly minutes: string;
  readonly every: string;
  readonly servers: string;
  readonly plan?: true;
  readonly keep?: true;
  readonly matrix?: true;
  readonly manner: string;
  readonly only?: string;
  readonly from: string;
  readonly rounds?: string;
  readonly wipes?: string;
  readonly zombies?: string;
  readonly paused?: string;
  readonly powerCuts?: string;
  readonly deadLevel?: string;
  readonly jobs: string;
}

/** What was found, and whether everything held. */
export interface Outcome {
  readonly document: unknown;
  readonly whole: boolean;
}

export type Breaking = (options: ChaosOptions, terminal: Terminal) => Promise<Outcome>;

/** What becomes one service process of a house that is broken. */
export const serve = serviceProgram();

/** One line for everything that did not hold. */
export function sayBroken(
  terminal: Terminal,
  broken: readonly { readonly invariant: string; readonly what: string; readonly id: string }[],
): void {
  for (const { invariant, id, what } of broken) terminal.say(`${invariant}  ${what}  ${id}`);
}
