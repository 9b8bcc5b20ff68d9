import { createHash } from 'node:crypto';
import type { ItemSummary } from '@endoveil/ledger';

/**
 * The version of an item that a person decides on: where it stands, why, and which bytes it would release. Reading
 * changes nothing of it, though it is in the history.
 */
export function etagOf(item: ItemSummary): string {
  const { itemId, state, reason, artifactHash, verdict, degraded, changedAt } = item;
  const version = JSON.stringify([itemId, state, reason, artifactHash, verdict, degraded, changedAt]);
  return `"${createHash('sha256').update(version).digest('hex').slice(0, 32)}"`;
}
