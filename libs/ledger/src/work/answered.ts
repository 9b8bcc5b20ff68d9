import type { Database } from '../database/database.js';

export interface RequestKey {
  readonly actor: string;
  /** As the client chose it. */
  readonly key: string;
  /** Keyed hash of method, address and body. */
  readonly request: string;
}

export type RequestBegun =
  | { readonly outcome: 'new' }
  /** The first one is still being answered. */
  | { readonly outcome: 'busy' }
  /** The key was used for something else. */
  | { readonly outcome: 'other' }
  | { readonly outcome: 'answered'; readonly status: number; readonly answer: unknown };

/** A request that was begun so long ago and has no answer died with its process: it may be asked again. */
const ABANDONED_SECONDS = 60;

export async function beginRequest(database: Database, { actor, key, request }: RequestKey): Promise<RequestBegun> {
  const begun = await database.query(
    `insert into ledger.answered as a (actor, key, request) values ($1, $2, $3)
     on conflict (actor, key) do update set at = clock_timestamp()
       where a.request = excluded.request and a.status is null
         and a.at < clock_timestamp() - make_interval(secs => $4)
     returning 1`,
    [actor, key, request, ABANDONED_SECONDS],
  );
  if (begun.length > 0) return { outcome: 'new' };
  const [before] = await database.query<{ request: string; status: number | null; answer: unknown }>(
    'select request, status, answer from ledger.answered where actor = $1 and key = $2',
    [actor, key],
  );
  if (before?.request !== request) return { outcome: 'other' };
  return before.status === null
    ? { outcome: 'busy' }
    : { outcome: 'answered', status: before.status, answer: before.answer };
}

/** `null`: it failed for a passing reason and may be asked again under the same key. */
export async function endRequest(
  database: Database,
  { actor, key }: RequestKey,
  end: { readonly status: number; readonly answer: unknown } | null,
): Promise<void> {
  if (end === null) {
    await database.query('delete from ledger.answered where actor = $1 and key = $2 and status is null', [actor, key]);
    return;
  }
  await database.query('update ledger.answered set status = $3, answer = $4 where actor = $1 and key = $2', [
    actor,
    key,
    end.status,
    JSON.stringify(end.answer),
  ]);
}
