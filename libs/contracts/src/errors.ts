import { explain, type ReasonCode } from './reasons.js';

/** An error with a stable code. Its message is the code's plain sentence: never a value from a file. */
export class EndoveilError extends Error {
  override readonly name: string = 'EndoveilError';
  constructor(
    readonly code: ReasonCode,
    options?: { cause?: unknown; detail?: string },
  ) {
    super(options?.detail ? `${explain(code).text} (${options.detail})` : explain(code).text, {
      cause: options?.cause,
    });
  }
}

/** This file will fail here every time: decline now, do not retry. */
export class Poison extends EndoveilError {
  override readonly name = 'Poison';
}

/** The file is not what it claims to be or cannot be decoded by anyone: quarantine, do not try a lower level. */
export class Unreadable extends EndoveilError {
  override readonly name = 'Unreadable';
}

/** Not now: does not count as an attempt. */
export class RetryLater extends EndoveilError {
  override readonly name = 'RetryLater';
  constructor(
    code: ReasonCode,
    readonly delayMs: number,
    options?: { cause?: unknown },
  ) {
    super(code, options);
  }
}

/** The sandboxed child died by signal, memory or limit. */
export class ChildCrashed extends EndoveilError {
  override readonly name = 'ChildCrashed';
  constructor(options?: { cause?: unknown; detail?: string }) {
    super('child-crashed', options);
  }
}

/** The work stood still longer than the level allows. */
export class Hung extends EndoveilError {
  override readonly name = 'Hung';
  constructor(options?: { cause?: unknown; detail?: string }) {
    super('no-progress', options);
  }
}
