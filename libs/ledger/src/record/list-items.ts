import type { ItemId } from '@endoveil/contracts';
import type { Database, Query } from '../database/database.js';
import type { ItemSummary, ListFilter } from '../face.js';

/** What is told of each row of a page `i`: whatever no filter needs is looked up for these few rows only. */
const summaryOfRows = (page: string) => `
  select i.item_id as "itemId", i.kind, i.state, i.center, i.processor, i.case_ref as "caseRef",
    i.size_bytes::float8 as "sizeBytes", i.landed_at as "landedAt", i.changed_at as "changedAt",
    coalesce(j.stage, 'identify') as stage, i.level, meta.level as "metadataLevel", c.verdict, i.reason, a.degraded,
    a.hash as "artifactHash",
    (select count(*)::int from ledger.sighting s where s.item_id = i.item_id) as sightings,
    i.correlation_id as "correlationId", i.history_number - i.readings as version, i.approved_hash as "approvedHash"
  from (${page}) i
  left join lateral (select stage from ledger.job where run_id = i.current_run
    order by array_position(array['identify', 'anonymize', 'extract', 'verify'], stage) desc limit 1) j on true
  left join ledger.job meta on meta.run_id = i.current_run and meta.stage = 'extract'
  left join lateral (select * from ledger.artifact where run_id = i.current_run order by step desc limit 1) a on true
  left join lateral (select verdict from ledger.certificate where artifact_id = a.artifact_id
    order by certificate_id desc limit 1) c on true`;

const NEWEST_FIRST = 'order by i.landed_at desc, i.item_id desc';

/** Newest first; a page goes on after the last item of the one before. */
export async function listItems(database: Database, filter: ListFilter): Promise<readonly ItemSummary[]> {
  const values: unknown[] = [];
  const given = (value: unknown) => `$${values.push(value)}`;
  const limit = given(Math.min(500, Math.max(1, filter.limit ?? 50)));
  // where a list has a table in its own order, it is read in that order
  const [from, by] = filter.destination
    ? ['ledger.item_destination d join ledger.item i using (item_id)', 'd']
    : ['ledger.item i', 'i'];
  // only what is asked for stands in the statement, so that each filter is planned with its own index
  const conditions = [
    filter.state && `i.state = ${given(filter.state)}`,
    filter.kind && `i.kind = ${given(filter.kind)}`,
    filter.level && `i.level = ${given(filter.level)}`,
    filter.caseRef && `i.case_ref = ${given(filter.caseRef)}`,
    filter.center && `${by}.center = ${given(filter.center)}`,
    filter.after &&
      `(${by}.landed_at, ${by}.item_id) < (select landed_at, item_id from ledger.item where item_id = ${given(filter.after)})`,
  ].filter((condition) => condition !== undefined && condition !== '');
  if (filter.destination) conditions.push(`d.destination = ${given(filter.destination)}`);
  const page = (more: string) => {
    const all = [...conditions, more].filter((condition) => condition !== '');
    const where = all.length > 0 ? `where ${all.join(' and ')}` : '';
    return `select i.* from ${from} ${where} order by ${by}.landed_at desc, ${by}.item_id desc limit ${limit}`;
  };
  // one ordered look into the index for each center is quick however many items the others have
  const pages =
    filter.centers === undefined
      ? page('')
      : `select i.* from unnest(${given(filter.centers)}::text[]) own (name)
         cross join lateral (${page(`${by}.center = own.name`)}) i ${NEWEST_FIRST} limit ${limit}`;
  return await database.query<ItemSummary>(`${summaryOfRows(pages)} ${NEWEST_FIRST}`, values);
}

export async function summaryOf(query: Query, itemId: ItemId): Promise<ItemSummary | undefined> {
  const [row] = await query<ItemSummary>(summaryOfRows('select * from ledger.item where item_id = $1'), [itemId]);
  return row;
}

export async function summariesOf(
  database: Database,
  itemIds: readonly ItemId[],
): Promise<ReadonlyMap<ItemId, ItemSummary>> {
  const rows = await database.query<ItemSummary>(
    summaryOfRows('select * from ledger.item where item_id = any($1::uuid[])'),
    [itemIds],
  );
  return new Map(rows.map((row) => [row.itemId, row]));
}
