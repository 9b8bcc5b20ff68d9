import type { ItemId, ItemState, ReasonCode } from '@endoveil/contracts';
import type { Database } from '../database/database.js';
import type { ItemSummary } from '../face.js';
import { summariesOf } from '../record/list-items.js';

/** How urgently items that stand so need a person. */
export interface Rank {
  readonly state: ItemState;
  readonly reason: ReasonCode | null;
  /** The higher the sooner. */
  readonly score: number;
}

export interface QueueOptions {
  /** What is not among them is in no queue. */
  readonly ranks: readonly Rank[];
  readonly centers?: readonly string[];
  /** The last entry of the page before. */
  readonly after?: { readonly score: number; readonly itemId: ItemId };
  readonly limit: number;
}

export interface QueueEntry extends ItemSummary {
  readonly score: number;
  /** What the verifier said of the result, beside the item's own reason. */
  readonly verifierReasons: readonly ReasonCode[];
  readonly secondCase: boolean;
  readonly betterProposed: boolean;
  /** Another person has approved, and a second one is needed. */
  readonly approvedOnce: boolean;
}

interface Row {
  readonly item_id: ItemId;
  readonly score: number;
  readonly verifier_reasons: readonly ReasonCode[] | null;
  readonly second_case: boolean;
  readonly better_proposed: boolean;
  readonly approved_once: boolean;
}

/** What waits, and what was decided but has a better result beside it. Highest score first, of one score the oldest first: one ordered look into the index for each way to stand there. */
export async function reviewQueue(database: Database, options: QueueOptions): Promise<readonly QueueEntry[]> {
  const { ranks, centers, after, limit } = options;
  const values: unknown[] = [
    ranks.map(({ state }) => state),
    ranks.map(({ reason }) => reason ?? ''),
    ranks.map(({ score }) => score),
    limit,
  ];
  const given = (value: unknown) => `$${values.push(value)}`;
  const own = centers ? `cross join unnest(${given(centers)}::text[]) own (center)` : '';
  const from = after
    ? `and (rank.score < ${given(after.score)} or rank.score = $${values.length}
         and (i.landed_at, i.item_id) > (select landed_at, item_id from ledger.item where item_id = ${given(after.itemId)}))`
    : '';
  const waiting = (so: string) => `(select i.* from ledger.item i
         where i.state = rank.state and coalesce(i.reason, '') = rank.reason and ${so}
           ${own ? 'and i.center = own.center' : ''} ${from}
         order by i.landed_at, i.item_id limit $4)`;
  const rows = await database.query<Row>(
    `select i.item_id, i.score, i.proposed_run is not null as better_proposed,
       (select array(select jsonb_array_elements_text(c.body -> 'body' -> 'reasons')) from ledger.certificate c
        where c.run_id = i.current_run order by c.certificate_id desc limit 1) as verifier_reasons,
       exists (select 1 from ledger.sighting s where s.item_id = i.item_id and s.second_case) as second_case,
       (select d.kind = 'approve' from ledger.decision d where d.item_id = i.item_id
        order by d.at desc limit 1) is true as approved_once
     from (
       select found.*, rank.score from unnest($1::text[], $2::text[], $3::float8[]) rank (state, reason, score) ${own}
       cross join lateral (
         ${waiting("i.state in ('verified', 'in-review', 'held', 'quarantined')")}
         union all
         ${waiting("i.state in ('approved', 'published') and i.proposed_run is not null")}) found
       order by rank.score desc, found.landed_at, found.item_id limit $4) i
     order by i.score desc, i.landed_at, i.item_id`,
    values,
  );
  const summaries = await summariesOf(
    database,
    rows.map(({ item_id: itemId }) => itemId),
  );
  return rows.flatMap((row) => {
    const summary = summaries.get(row.item_id);
    if (!summary) return [];
    return [
      {
        ...summary,
        score: row.score,
        verifierReasons: row.verifier_reasons ?? [],
        secondCase: row.second_case,
        betterProposed: row.better_proposed,
        approvedOnce: row.approved_once,
      },
    ];
  });
}
