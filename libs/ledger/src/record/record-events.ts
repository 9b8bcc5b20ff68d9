import type { ItemId, MediaKind } from '@endoveil/contracts';
import type { Database } from '../database/database.js';

/** One entry of the history in its place of the sealed chain. Ids, codes and numbers only. */
export interface RecordEvent {
  readonly position: number;
  readonly itemId: ItemId;
  readonly number: number;
  readonly at: Date;
  readonly action: string;
  readonly kind: MediaKind | null;
  /** Null for a landing that became a sighting of another item. */
  readonly center: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface RecordOptions {
  /** Entries about items of these centers only. */
  readonly centers?: readonly string[];
  /** Positions looked at, at most; default 200. */
  readonly limit?: number;
}

export interface RecordPage {
  readonly events: readonly RecordEvent[];
  /** Go on after this one, also when nothing up to it was yours. */
  readonly reached: number;
}

export async function recordAfter(
  database: Database,
  position: number,
  options: RecordOptions = {},
): Promise<RecordPage> {
  const rows = await database.query<RecordEvent>(
    `select s.position::float8 as position, s.item_id as "itemId", s.number, a.at, a.action, i.kind, i.center, a.detail
     from (select * from ledger.audit_seal where position > $1 order by position limit $2) s
     join ledger.audit a using (item_id, number)
     left join ledger.item i using (item_id) order by s.position`,
    [position, options.limit ?? 200],
  );
  const { centers } = options;
  return {
    events: rows.filter(({ center }) => centers === undefined || (center !== null && centers.includes(center))),
    reached: rows.at(-1)?.position ?? position,
  };
}

export async function recordHead(database: Database): Promise<number> {
  const [row] = await database.query<{ head: number }>(
    'select coalesce(max(position), 0)::float8 as head from ledger.audit_seal',
  );
  return row?.head ?? 0;
}
