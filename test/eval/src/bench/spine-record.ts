import { Client } from 'pg';

/** What the record says of a run of the spine, once nothing moves any more. Times are milliseconds since the epoch. */
export interface SpineRecord {
  readonly landedMs: readonly number[];
  readonly endedMs: readonly number[];
  readonly ends: readonly {
    readonly kind: string;
    readonly state: string;
    readonly verdict: string;
    readonly count: number;
  }[];
  /** When the transaction began that wrote each event. */
  readonly eventsMs: ReadonlyMap<string, number>;
  /** Items handed down by a level that was not asked to decline: nothing may be lowered by a queue. */
  readonly loweredByWaiting: number;
}

const ms = (column: string) => `extract(epoch from ${column})::float8 * 1000`;

export async function readSpine(url: string): Promise<SpineRecord> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const rows = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows;
  try {
    const items = await rows<{ landed: number; ended: number | null }>(
      `select ${ms('i.landed_at')} as landed, ${ms('r.ended_at')} as ended
       from ledger.item i left join ledger.run r on r.run_id = i.current_run`,
    );
    const events = await rows<{ event_id: string; created: number }>(
      `select event_id, ${ms('created_at')} as created from ledger.outbox`,
    );
    const [lowered] = await rows<{ count: number }>(
      `select count(*)::int as count from ledger.escalation where reason in ('level-dead', 'attempts-exhausted', 'worker-lost')`,
    );
    return {
      landedMs: items.map(({ landed }) => landed),
      endedMs: items.flatMap(({ ended }) => (ended === null ? [] : [ended])),
      ends: await rows(
        `select coalesce(i.kind, 'file') as kind, i.state, coalesce(c.verdict, 'none') as verdict, count(*)::int as count
         from ledger.item i
         left join lateral (select verdict from ledger.certificate where run_id = i.current_run
           order by certificate_id desc limit 1) c on true
         group by 1, 2, 3 order by 1, 2, 3`,
      ),
      eventsMs: new Map(events.map(({ event_id: id, created }) => [id, created])),
      loweredByWaiting: lowered!.count,
    };
  } finally {
    await client.end();
  }
}
