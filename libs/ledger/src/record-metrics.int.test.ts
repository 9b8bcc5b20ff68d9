import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRig } from './ledger-rig.js';
import { Schema1780000000012 } from './migrations/schema-12.js';
import type { TallyName } from './record-metrics.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());

/** Counts of one name, by their labels. */
async function tallied(name: TallyName): Promise<Record<string, number>> {
  const { tallies } = await rig.ledger.recordMetrics();
  return Object.fromEntries(
    tallies.filter((one) => one.name === name && one.value !== 0).map(({ labels, value }) => [labels.join(' '), value]),
  );
}

describe('the metrics of the record', () => {
  it('follow an item from landing to verification, and count an end with the way it took', async () => {
    const itemId = await rig.accepted();
    expect(Object.keys(await tallied('items'))).toEqual([expect.stringMatching(/ video accepted none none$/)]);
    await rig.declined('anonymize', itemId, 'first', 'frames-lost');
    await rig.anonymized(itemId, 'second');
    await rig.finished(itemId);
    expect(Object.keys(await tallied('items'))).toEqual([
      expect.stringMatching(/ video in-review second lower-level$/),
    ]);
    expect(Object.keys(await tallied('runs'))).toEqual([
      expect.stringMatching(/ video landing in-review second frames-lost$/),
    ]);
    expect(await tallied('fallbacks')).toEqual({ 'anonymize first second frames-lost': 1 });
    expect(await tallied('attempts')).toMatchObject({ 'video first declined': 1, 'video second done': 1 });
    expect(await tallied('verdicts')).toEqual({ 'video verified': 1 });
  });

  it('say the same before and after they are added up, and forget an item that was a duplicate', async () => {
    await rig.sql.query(`insert into ledger.tally_change values ('landed', '{elsewhere}', 2)`);
    await rig.sql.query(`insert into ledger.tally_change values ('landed', '{elsewhere}', 3)`);
    expect(await tallied('landed')).toMatchObject({ elsewhere: 5 });
    expect(await tallied('landed')).toMatchObject({ elsewhere: 5 });
    const { rows } = await rig.sql.query('select 1 from ledger.tally_change');
    expect(rows).toEqual([]);
    const before = await tallied('items');
    const landed = await rig.ledger.land(rig.landing());
    await rig.sql.query(`delete from ledger.item where item_id = '${landed.itemId}'`);
    expect(await tallied('items')).toEqual(before);
  });

  it('are the same when the migration counts what was there before', async () => {
    const names = ['items', 'runs', 'fallbacks', 'attempts', 'verdicts'] as const;
    const all = async () =>
      Object.fromEntries(await Promise.all(names.map(async (name) => [name, await tallied(name)])));
    const before = await all();
    const migration = new Schema1780000000012();
    const runner = { query: (sql: string) => rig.sql.query(sql) } as never;
    await rig.sql.query('begin');
    await migration.down(runner);
    await migration.up(runner);
    await rig.sql.query('commit');
    expect(await all()).toEqual(before);
  });

  it('agree with the record after everything above', async () => {
    const { rows } = await rig.sql.query<{ state: string; count: string }>(
      'select state, count(*) as count from ledger.item group by state',
    );
    const items = await tallied('items');
    for (const { state, count } of rows) {
      const counted = Object.entries(items).filter(([labels]) => labels.split(' ')[2] === state);
      expect(counted.reduce((sum, [, value]) => sum + value, 0)).toBe(Number(count));
    }
  });
});
