import type { ItemId } from '@endoveil/contracts';
import type { Database, Query } from './database.js';
import type { ItemSummary, ListFilter } from './face.js';

const SUMMARY = `
  select i.item_id as "itemId", i.kind, i.state, i.center, i.processor, i.case_ref as "caseRef",
    i.size_bytes::float8 as "sizeBytes", i.landed_at as "landedAt", i.changed_at as "changedAt",
    coalesce(j.stage, 'identify') as stage,
    case when a.level is not null and i.state <> 'anonymizing' then a.level else anon.level end as level,
    meta.level as "metadataLevel", c.verdict, i.reason, a.degraded, a.hash as "artifactHash",
    (select count(*)::int from ledger.sighting s where s.item_id = i.item_id) as sightings,
    i.correlation_id as "correlationId", i.history_number as version, i.approved_hash as "approvedHash"
  from ledger.item i
  left join lateral (select stage from ledger.job where run_id = i.current_run
    order by array_position(array['identify', 'anonymize', 'extract', 'verify'], stage) desc limit 1) j on true
  left join ledger.job anon on anon.run_id = i.current_run and anon.stage = 'anonymize'
  left join ledger.job meta on meta.run_id = i.current_run and meta.stage = 'extract'
  left join lateral (select * from ledger.artifact where run_id = i.current_run order by step desc limit 1) a on true
  left join lateral (select verdict from ledger.certificate where artifact_id = a.artifact_id
    order by certificate_id desc limit 1) c on true`;

/** Newest first; a page goes on after the last item of the one before. */
export async function listItems(database: Database, filter: ListFilter): Promise<readonly ItemSummary[]> {
  return await database.query<ItemSummary>(
    `select * from (${SUMMARY}) page
     where ($1::text is null or state = $1) and ($2::text is null or kind = $2) and ($3::text is null or level = $3)
       and ($4::text is null or center = $4)
       and ($5::uuid is null or ("landedAt", "itemId") < (select landed_at, item_id from ledger.item where item_id = $5))
     order by "landedAt" desc, "itemId" desc limit $6`,
    [
      filter.state ?? null,
      filter.kind ?? null,
      filter.level ?? null,
      filter.center ?? null,
      filter.after ?? null,
      Math.min(500, Math.max(1, filter.limit ?? 50)),
    ],
  );
}

export async function summaryOf(query: Query, itemId: ItemId): Promise<ItemSummary | undefined> {
  const [row] = await query<ItemSummary>(`${SUMMARY} where i.item_id = $1`, [itemId]);
  return row;
}
