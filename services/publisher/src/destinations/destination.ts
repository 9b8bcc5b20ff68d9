import type { Release } from '../release/release.js';

/** What a destination can do. All of ours create only and read back what they took. */
export interface Capabilities {
  readonly resumable: boolean;
  readonly withdraw: boolean;
}

/** `partly`: some files stand there and the manifest does not. `other`: a name of ours holds other bytes. */
export type Found = 'absent' | 'partly' | 'same' | 'other';

export interface PutOptions {
  readonly signal: AbortSignal;
  readonly bytesPerSecond?: number;
}

/**
 * Where releases go. Every destination runs `destination.conformance.ts` against a real server. All methods throw
 * `DestinationError` and nothing else; all but `put` may be repeated at any time.
 */
export interface Destination extends AsyncDisposable {
  capabilities(): Capabilities;
  /** Asks, by reading every byte, whether the release is there. Changes nothing. */
  probe(release: Release): Promise<Found>;
  /** Brings the bytes there, invisibly, and goes on where an earlier try ended. Never sends over what stands there. */
  put(release: Release, options: PutOptions): Promise<void>;
  /** Bytes it keeps of an unfinished `put`. */
  status(release: Release): Promise<{ readonly keptBytes: number }>;
  /** Makes it visible under its names, the manifest last; never in the place of something else (`conflict`). */
  finalize(release: Release): Promise<void>;
  /** Reads everything back. Throws `integrity` when a digest differs; answers the artifact's. */
  verify(release: Release): Promise<string>;
  /** Takes back what is ours, finished or not; with `evenDamaged` whatever stands under our names. */
  withdraw(release: Release, options?: { readonly evenDamaged?: boolean }): Promise<void>;
}
