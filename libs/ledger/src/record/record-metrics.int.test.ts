import { DestinationName } from '@endoveil/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRig } from '../ledger-rig.js';
import { Schema1780000000012 } from '../database/migrations/schema-12.js';
import { Schema1780000000024 } from '../database/migrations/schema-24.js';
import type { TallyName } from './record-metrics.js';
import type { PublicationClaim } from '../release/release-face.js';

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

  it('tell of work for which no level was ever started', async () => {
    const { itemId } = await rig.ledger.land(rig.landing());
    const attempt = await rig.claim('identify', itemId, 'identify');
    await rig.ledger.completeIdentify(attempt, { outcome: 'accepted', kind: 'report' });
    const { levels } = await rig.ledger.recordMetrics();
    expect(levels.filter(({ service }) => service === 'none')).toEqual([
      {
        ...{ service: 'none', level: 'after-report-accepted', stage: 'anonymize', waiting: 1, running: 0 },
        ...{ oldestSeconds: expect.any(Number) as number, liveWorkers: 0, capableWorkers: 0 },
      },
    ]);
  });

  it('tell how long the history has not been sealed', async () => {
    await rig.released();
    await rig.sql.query(`update ledger.audit set at = at - interval '1 hour' where not sealed`);
    const { unsealedEntries, oldestUnsealedSeconds } = await rig.ledger.recordMetrics();
    expect(unsealedEntries).toBeGreaterThan(0);
    expect(Math.round(oldestUnsealedSeconds / 3600)).toBe(1);
    await rig.ledger.sealAudit({ keyId: 'k', sign: (bytes) => bytes, verify: () => true });
    expect(await rig.ledger.recordMetrics()).toMatchObject({ unsealedEntries: 0, oldestUnsealedSeconds: 0 });
  });

  it('follow a publication from its plan to the destination, and count what is planned twice once', async () => {
    const destination = DestinationName.parse('research');
    const itemId = await rig.released();
    const plan = () => rig.ledger.planPublication({ itemId, destination, actor: 'a' });
    const claim = async () =>
      (await rig.ledger.claimPublication({ destination, workerId: 'w', parallel: 9 })) as PublicationClaim;
    const waits = async () => (await rig.ledger.recordMetrics()).destinations;
    const later = () =>
      rig.sql.query(
        `update ledger.publication set due_at = now(), lease_until = null, open_since = open_since - interval '1 hour',
           unconfirmed_since = unconfirmed_since - interval '1 minute'`,
      );
    await Promise.all([plan(), plan()]);
    expect(await tallied('publications')).toEqual({ 'research PLANNED': 1 });
    await rig.ledger.approve(await rig.seen(itemId));
    expect(await tallied('publications')).toEqual({ 'research QUEUED': 1 });
    await rig.ledger.revoke(await rig.seen(itemId));
    // it waits for a person, and no destination is to blame
    expect(await tallied('publications')).toEqual({ 'research PLANNED': 1 });
    await rig.ledger.approve(await rig.seen(itemId));
    await rig.ledger.settlePublication(await claim(), { as: 'failed', fault: 'unknown-outcome' });
    await later();
    const [now] = await waits();
    expect(now).toMatchObject({ destination: 'research' });
    expect(Math.round(now!.oldestSeconds / 3600)).toBe(1);
    expect(Math.round(now!.unconfirmedSeconds / 60)).toBe(1);
    await rig.ledger.settlePublication(await claim(), { as: 'absent' });
    await later();
    const sent = await claim();
    await rig.ledger.beginFinal(sent);
    await rig.ledger.settlePublication(sent, { as: 'published', digest: sent.artifact.hash });
    expect(await waits()).toMatchObject([{ oldestSeconds: 0, unconfirmedSeconds: 0 }]);
    expect(await tallied('publications')).toEqual({ 'research PUBLISHED': 1 });
    expect(await tallied('published_bytes')).toEqual({ research: sent.artifact.sizeBytes });
    expect(await tallied('publication_attempts')).toEqual({
      'research upload failed unknown-outcome': 1,
      'research ask absent none': 1,
      'research upload published none': 1,
    });
    const names = ['publications', 'published_bytes', 'publication_attempts'] as const;
    const before = await Promise.all(names.map(tallied));
    const migration = new Schema1780000000024();
    const runner = { query: (sql: string) => rig.sql.query(sql) } as never;
    await rig.sql.query(`begin; delete from ledger.tally where name = any('{${names.join()}}')`);
    await migration.down(runner);
    await migration.up(runner);
    await rig.sql.query('commit');
    expect(await Promise.all(names.map(tallied))).toEqual(before);
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
