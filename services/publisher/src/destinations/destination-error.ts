import type { PublicationFault } from '@endoveil/contracts';

/** What went wrong at a destination, in the one taxonomy of all of them. Never carries a text of the other side. */
export class DestinationError extends Error {
  override readonly name = 'DestinationError';
  /** A short code of the protocol or system, e.g. `ECONNRESET`. */
  readonly reason: string;
  /** False: it could not be reached at all, so nobody's publication is to blame. */
  readonly reached: boolean;
  /** It kept more of the release than before. */
  readonly progressed: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly fault: PublicationFault,
    reason: string,
    options: {
      readonly reached?: boolean;
      readonly progressed?: boolean;
      readonly retryAfterSeconds?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(`${fault}: ${reason}`, { cause: options.cause });
    this.reason = /^[A-Za-z0-9_-]{1,40}$/.test(reason) ? reason : 'unnamed';
    this.reached = options.reached ?? true;
    this.progressed = options.progressed ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
