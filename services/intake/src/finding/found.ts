import type { BigIntStats } from 'node:fs';

/** A plain file below a folder, by its names as bytes. */
export interface Found {
  readonly segments: readonly Buffer[];
  readonly stat: BigIntStats;
}
