import type { ItemId, ItemState, ReasonCode, RunId } from '@endoveil/contracts';
import type { Query } from '../database/database.js';

/** One entry of an item's history, in the same transaction as what it tells. Ids, codes and numbers only. */
export async function note(
  query: Query,
  itemId: ItemId,
  action: string,
  detail: Readonly<Record<string, string | number | boolean | null>>,
  actor = 'system',
): Promise<void> {
  await query(
    `with numbered as (
       update ledger.item set history_number = history_number + 1 where item_id = $1 returning history_number)
     insert into ledger.audit (item_id, number, actor, action, detail)
     select $1, history_number, $2, $3, $4 from numbered`,
    [itemId, actor, action, JSON.stringify(detail)],
  );
}

/**
 * Moves a run, and its item when that is the item's current run. A run that only tries to do better does not touch
 * what the item shows until it has succeeded.
 */
export async function moveRun(
  query: Query,
  run: { readonly runId: RunId; readonly itemId: ItemId },
  state: ItemState,
  options: { readonly reason?: ReasonCode | null; readonly ended?: boolean; readonly actor?: string } = {},
): Promise<void> {
  const reason = options.reason ?? null;
  const moved = await query(
    `update ledger.run set state = $2, reason = $3, ended_at = case when $4 then now() end
     where run_id = $1 and (state, reason, ended_at is not null) is distinct from ($2, $3, $4) returning 1`,
    [run.runId, state, reason, options.ended ?? false],
  );
  if (moved.length === 0) return;
  await query(
    `update ledger.item set state = $3, reason = $4, changed_at = now() where item_id = $1 and current_run = $2`,
    [run.itemId, run.runId, state, reason],
  );
  await note(query, run.itemId, state, { runId: run.runId, reason }, options.actor);
}
