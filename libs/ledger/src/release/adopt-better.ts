import type { ItemId, RunId } from '@endoveil/contracts';
import { newestArtifact } from '../work/artifact-row.js';
import type { Database } from '../database/database.js';
import { lockItem } from './decide.js';
import { note } from '../record/history.js';
import { showRun } from '../work/settle-upgrade.js';

export interface Adopting {
  readonly itemId: ItemId;
  /** Of the result that was decided on. */
  readonly artifactHash: string | null;
  /** `version` of the item as it was seen. */
  readonly version: number;
  readonly actor: string;
}

export type Adopted =
  | { readonly outcome: 'adopted'; readonly runId: RunId }
  | { readonly outcome: 'refused'; readonly why: 'changed' | 'nothing-better' }
  | { readonly outcome: 'not-found' };

/**
 * The better result that waits beside a decided one becomes the item's. An approval of the old one ends. What a person
 * has rejected stays so.
 */
export async function adoptBetter(database: Database, adopting: Adopting): Promise<Adopted> {
  const { itemId, artifactHash, version, actor } = adopting;
  return await database.transaction(async (query) => {
    const item = await lockItem(query, itemId);
    if (!item) return { outcome: 'not-found' };
    const shown = await newestArtifact(query, item.current_run);
    if (item.version !== version || (shown?.hash ?? null) !== artifactHash)
      return { outcome: 'refused', why: 'changed' };
    const [proposed] = await query<{ run_id: RunId }>(
      `select proposed_run as run_id from ledger.item
       where item_id = $1 and proposed_run is not null and state not in ('rejected', 'erased')`,
      [itemId],
    );
    if (!proposed) return { outcome: 'refused', why: 'nothing-better' };
    const runId = proposed.run_id;
    await showRun(query, { item_id: itemId, run_id: runId });
    await note(query, itemId, 'better-adopted', { runId, instead: item.current_run }, actor);
    return { outcome: 'adopted', runId };
  });
}
