import type { Command as Arguments } from 'commander';
import type { House } from '../config.js';
import type { ExitCode } from './exit-codes.js';
import type { Terminal } from './terminal.js';

/** How a command ended. */
export interface Ended {
  /** Default: 0. */
  readonly exit?: ExitCode;
  /** What `--json` prints: exactly one document, printed when the command has ended. */
  readonly document?: unknown;
}

export interface Invocation<Options> {
  /** The positional arguments, in the order the shape declares them; a variadic one is an array. */
  readonly args: readonly unknown[];
  readonly options: Options;
  readonly terminal: Terminal;
  readonly house: House;
}

/** One command in one file of `commands/`. Throw `CommandFailed` to end with a code, a sentence and a next step. */
export interface CommandFile<Options = Record<string, unknown>> {
  /** Declares arguments and options. `--json` is there already. */
  shape?(command: Arguments): unknown;
  run(invocation: Invocation<Options>): Promise<Ended | void>;
}

/**
 * The default export of a file in `commands/`. The file is only loaded when its command is called, so it may import
 * whatever it needs; `commands/table.ts` names it.
 */
export function defineCommand<Options = Record<string, unknown>>(file: CommandFile<Options>): CommandFile {
  return file as CommandFile;
}
