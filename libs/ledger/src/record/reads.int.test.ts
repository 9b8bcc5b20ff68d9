import { BlobId, type ItemId, JobId, LandingId } from '@endoveil/contracts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ladder, LedgerRig } from '../ledger-rig.js';
import { Schema1780000000010 } from '../database/migrations/schema-10.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());
beforeEach(() => rig.forgetItems());

describe('the list of items', () => {
  it('comes newest first, page by page, each item once', async () => {
    const ids: ItemId[] = [];
    for (let i = 0; i < 7; i += 1) ids.push((await rig.ledger.land(rig.landing())).itemId);
    await rig.sql.query(`update ledger.item set landed_at = '2026-01-01' where item_id = any($1)`, [ids.slice(2, 5)]);
    const seen: ItemId[] = [];
    for (let after: ItemId | undefined; ; after = seen.at(-1)) {
      const page = await rig.ledger.listItems({ limit: 2, ...(after ? { after } : {}) });
      if (page.length === 0) break;
      expect(page.length).toBeLessThanOrEqual(2);
      seen.push(...page.map(({ itemId }) => itemId));
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen.slice(0, 4)).toEqual([ids[6], ids[5], ids[1], ids[0]]);
  });

  it('keeps to what was asked for', async () => {
    const plain = (await rig.ledger.land(rig.landing({ center: 'south' }))).itemId;
    const first = await rig.accepted();
    await rig.anonymized(first);
    await rig.finished(first);
    const second = await rig.accepted();
    await rig.declined('anonymize', second, 'first', 'frames-lost');
    await rig.anonymized(second, 'second');
    await rig.finished(second);
    const ids = async (filter: Parameters<typeof rig.ledger.listItems>[0]) =>
      (await rig.ledger.listItems(filter)).map(({ itemId }) => itemId);
    expect(await ids({ state: 'verified' })).toEqual([first]);
    expect(await ids({ level: 'second' })).toEqual([second]);
    expect(await ids({ center: 'south' })).toEqual([plain]);
    expect(await ids({ kind: 'video' })).toEqual([second, first]);
    expect(await ids({ kind: 'report' })).toEqual([]);
    expect(await ids({ center: 'south', state: 'verified' })).toEqual([]);
  });

  it('has the levels of what was there before levels were listed', async () => {
    await rig.ledger.land(rig.landing());
    await rig.accepted();
    const declined = await rig.accepted();
    await rig.declined('anonymize', declined, 'first', 'frames-lost');
    await rig.anonymized(declined, 'second');
    const finished = await rig.accepted();
    await rig.anonymized(finished);
    await rig.finished(finished);
    const working = await rig.accepted();
    await rig.claim('anonymize', working, 'first');
    const levels = async () =>
      (await rig.sql.query<{ level: string }>('select item_id, level from ledger.item order by landed_at desc')).rows;
    const before = await levels();
    expect(before.map(({ level }) => level)).toEqual(['first', 'first', 'second', null, null]);
    const migration = new Schema1780000000010();
    const runner = { query: (sql: string) => rig.sql.query(sql) } as never;
    await rig.sql.query('begin');
    await migration.down(runner);
    await migration.up(runner);
    await rig.sql.query('commit');
    expect(await levels()).toEqual(before);
  });
});

describe('one item', () => {
  it('that is not there is null', async () => {
    expect(await rig.ledger.showItem(randomUUID() as ItemId)).toBeNull();
    expect(await rig.ledger.itemOfJob(JobId.parse(randomUUID()))).toBeNull();
  });

  it('tells its whole way: every run, job, attempt, step down and certificate', async () => {
    const itemId = await rig.accepted();
    await rig.ledger.fail(await rig.claim('anonymize', itemId, 'first', 'w-9'), 'ocr-failed');
    await rig.pass(itemId, 10);
    await rig.declined('anonymize', itemId, 'first', 'frames-lost');
    await rig.anonymized(itemId, 'second');
    await rig.finished(itemId);
    const item = await rig.ledger.showItem(itemId);
    const anonymize = item?.runs[0]?.jobs[1];
    expect(
      anonymize?.attempts.map(({ level, step, fence, ending, reason }) => [level, step, fence, ending, reason]),
    ).toEqual([
      ['first', 0, 1, 'failed', 'ocr-failed'],
      ['first', 0, 2, 'declined', 'frames-lost'],
      ['second', 1, 4, 'done', null],
    ]);
    expect(anonymize?.escalations).toMatchObject([{ step: 0, from: 'first', to: 'second', reason: 'frames-lost' }]);
    expect(item?.runs[0]).toMatchObject({
      number: 1,
      cause: 'landing',
      state: 'in-review',
      current: true,
      artifacts: [{ level: 'second', hash: item?.artifactHash }],
      certificates: [{ verdict: 'verified', certificate: { keyId: 'k' } }],
    });
    expect(item?.fields.map(({ name }) => name)).toEqual(['last-name', 'device']);
    expect(await rig.ledger.itemOfJob(anonymize!.jobId)).toBe(itemId);
  });
});

describe('what is known', () => {
  it('is shared inside a case and never across, each value once, and names no device', async () => {
    for (const caseRef of ['case-1', 'case-1', 'case-2']) {
      const itemId = await rig.accepted({ caseRef });
      await rig.anonymized(itemId);
      await rig.extracted(itemId, 'llm', { knownValues: [{ name: 'first-name', value: `Rosa ${caseRef}` }] });
    }
    const known = await rig.ledger.knownValuesOf('north', 'case-1');
    expect(known.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'first-name', value: 'Rosa case-1' },
      { name: 'last-name', value: 'Kranzbichler' },
    ]);
    expect(await rig.ledger.knownValuesOf('south', 'case-1')).toEqual([]);
  });

  it('tells landings and blobs that have a row from those that have none', async () => {
    const landing = rig.landing();
    await rig.ledger.land(landing);
    const stranger = LandingId.parse(randomUUID());
    expect(await rig.ledger.knownLandings([landing.landingId, stranger])).toEqual(new Set([landing.landingId]));
    expect(await rig.ledger.contentOfLanding(landing.landingId)).toBe(landing.contentId);
    expect(await rig.ledger.contentOfLanding(stranger)).toBeNull();
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    const { rows } = await rig.sql.query<{ blob: BlobId }>('select findings_blob as blob from ledger.artifact');
    const nobody = BlobId.parse('0'.repeat(32));
    const named = await rig.ledger.namedBlobs([landing.blob, rows[0]!.blob, nobody]);
    expect(named).toEqual(new Set([landing.blob, rows[0]!.blob]));
    expect(await rig.ledger.namedBlobs([])).toEqual(new Set());
  });
});

describe('the counts', () => {
  it('say where items stand, who waits how long, and who handed down why', async () => {
    const first = await rig.accepted();
    await rig.anonymized(first);
    await rig.finished(first);
    const waiting = await rig.accepted();
    await rig.declined('anonymize', waiting, 'first', 'frames-lost');
    await rig.pass(waiting, 500);
    const counts = await rig.ledger.counts();
    expect(counts.items).toEqual(
      expect.arrayContaining([
        { kind: 'video', state: 'verified', level: 'first', count: 1 },
        { kind: 'video', state: 'anonymizing', level: null, count: 1 },
      ]),
    );
    const oldest = new Map(counts.oldestWaiting.map((one) => [one.level, one]));
    expect(oldest.get('second')).toMatchObject({ waiting: 1 });
    expect(oldest.get('second')!.seconds).toBeGreaterThanOrEqual(500);
    expect(oldest.get('first')).toEqual({ level: 'first', seconds: 0, waiting: 0 });
    expect(counts.fallbacks).toEqual([{ from: 'first', to: 'second', reason: 'frames-lost', count: 1 }]);
    expect(counts.verdicts).toEqual([{ kind: 'video', verdict: 'verified', count: 1 }]);
    expect(counts.outboxLagSeconds).toBeGreaterThan(0);
  });

  it('count a step down once, though an upgrade takes it over', async () => {
    const itemId = await rig.accepted();
    await rig.declined('anonymize', itemId, 'first', 'frames-lost');
    await rig.anonymized(itemId, 'second');
    await rig.declined('extract', itemId, 'llm', 'llm-unavailable');
    await rig.finished(itemId, 'none');
    await rig.alive('metadata_llm');
    expect(await rig.ledger.upgrade()).toBe(1);
    expect((await rig.ledger.counts()).fallbacks.map(({ from, count }) => [from, count])).toEqual([
      ['first', 1],
      ['llm', 1],
    ]);
  });
});

describe('the levels', () => {
  it('say who lives, who can, and what waits or runs', async () => {
    await rig.accepted();
    await rig.claim('anonymize', await rig.accepted(), 'first');
    await rig.alive('video_first', false);
    await rig.ledger.workerHeartbeat({ ...ladder[1]!, workerId: 'w-2', capable: true });
    const status = async () => (await rig.ledger.levels()).find(({ durable }) => durable === 'video_first');
    expect(await status()).toMatchObject({ liveWorkers: 2, capableWorkers: 1, waiting: 1, running: 1 });
    await rig.ledger.workerGone('w-2');
    expect(await status()).toMatchObject({ liveWorkers: 1, capableWorkers: 0 });
    await rig.silentFor('video_first', 31);
    expect(await status()).toMatchObject({ liveWorkers: 0 });
    expect((await rig.ledger.levels()).map(({ stage }) => stage)[0]).toBe('identify');
  });
});
