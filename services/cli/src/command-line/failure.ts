import { EndoveilError, explain, type ReasonCode } from '@endoveil/contracts';
import { ServerMissing } from '@endoveil/embedded';
import { SettingsRefused } from '@endoveil/runtime';
import { type ExitCode, exitCodes } from './exit-codes.js';

/** Ends a command: what happened and what to do next, in one plain sentence each. Never a value from a file. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  constructor(
    readonly exit: ExitCode,
    readonly code: string,
    text: string,
    readonly next?: string,
  ) {
    super(text);
  }
}

export interface Failure {
  readonly exit: ExitCode;
  readonly code: string;
  readonly text: string;
  readonly next?: string;
}

/** What the command needs, and what is missing or shut: nothing that went wrong inside. */
const MISSING: readonly ReasonCode[] = [
  'sandbox-unavailable',
  'site-key-refused',
  'database-unavailable',
  'schema-unknown',
];

/** What a person is told about an error. Messages of strangers quote paths and values, so they are not shown. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof CommandFailed) {
    return { exit: error.exit, code: error.code, text: error.message, ...(error.next ? { next: error.next } : {}) };
  }
  if (error instanceof SettingsRefused) {
    return {
      exit: exitCodes.usage,
      code: 'settings-refused',
      text: `${error.message}.`,
      next: 'Correct the settings named above.',
    };
  }
  if (error instanceof ServerMissing) {
    return { exit: exitCodes.dependencyMissing, code: 'server-missing', text: error.message };
  }
  if (error instanceof EndoveilError) {
    const exit = MISSING.includes(error.code) ? exitCodes.dependencyMissing : exitCodes.internal;
    return { exit, code: error.code, text: error.message, next: explain(error.code).next };
  }
  const { text, next } = explain('internal');
  return { exit: exitCodes.internal, code: 'internal', text, next };
}
