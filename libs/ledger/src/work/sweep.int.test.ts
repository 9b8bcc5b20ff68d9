import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LedgerRig } from '../ledger-rig.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());
beforeEach(() => rig.forgetItems());

describe('the sweeper', () => {
  it('gives a vanished worker’s job to another, and to the next level after three', async () => {
    const itemId = await rig.accepted();
    for (let i = 0; i < 3; i += 1) {
      await rig.claim('anonymize', itemId, 'first', `w-${i}`);
      await rig.pass(itemId, 61);
      await rig.ledger.sweep();
    }
    expect(await rig.trigger('anonymize', itemId)).toMatchObject({ step: 1 });
    const item = await rig.ledger.showItem(itemId);
    const job = item?.runs[0]?.jobs.find(({ stage }) => stage === 'anonymize');
    expect(job?.attempts.map(({ ending }) => ending)).toEqual(['lost', 'lost', 'lost']);
    expect(job?.escalations).toMatchObject([{ from: 'first', to: 'second', reason: 'worker-lost' }]);
  });

  it('hands down from a dead level, never from one that is only slow', async () => {
    const [slow, dead] = [await rig.accepted(), await rig.accepted()];
    await rig.alive('video_first');
    await rig.alive('video_second');
    await rig.upFor('video_second', 3000);
    await rig.pass(slow, 3000);
    await rig.ledger.sweep();
    expect(await rig.trigger('anonymize', slow)).toMatchObject({ step: 0 });
    await rig.silentFor('video_first', 700);
    await rig.ledger.sweep();
    await rig.ledger.sweep();
    expect(await rig.trigger('anonymize', dead)).toMatchObject({ step: 1 });
    const item = await rig.ledger.showItem(dead);
    expect(item?.runs[0]?.jobs.at(-1)?.escalations).toMatchObject([{ reason: 'level-dead', to: 'second' }]);
    await rig.alive('video_first');
  });

  it('lowers nothing when the whole house was down and one level is back first', async () => {
    const itemId = await rig.accepted();
    await rig.alive('video_second');
    await rig.silentFor('video_first', 100_000);
    await rig.upFor('video_second', 1);
    await rig.ledger.sweep();
    expect(await rig.trigger('anonymize', itemId)).toMatchObject({ step: 0 });
    await rig.upFor('video_second', 601);
    await rig.ledger.sweep();
    expect(await rig.trigger('anonymize', itemId)).toMatchObject({ step: 1 });
  });

  it('counts a worker that was gone as new when it speaks again', async () => {
    await rig.alive('metadata_none');
    await rig.upFor('metadata_none', 5000);
    await rig.alive('metadata_none');
    const up = `select extract(epoch from now() - started_at)::float8 as seconds from ledger.worker
      where durable = 'metadata_none'`;
    expect((await rig.sql.query<{ seconds: number }>(up)).rows[0]?.seconds).toBeGreaterThan(4999);
    await rig.silentFor('metadata_none', 31);
    await rig.alive('metadata_none');
    expect((await rig.sql.query<{ seconds: number }>(up)).rows[0]?.seconds).toBeLessThan(60);
  });

  it('leaves work at a dead level while nobody below could take it', async () => {
    const itemId = await rig.accepted();
    await rig.alive('video_second');
    await rig.upFor('video_second', 5000);
    await rig.silentFor('video_first', 5000);
    await rig.ledger.workerGone('w-video_second');
    await rig.ledger.sweep();
    expect(await rig.trigger('anonymize', itemId)).toMatchObject({ step: 0 });
    await rig.alive('video_first');
  });

  it('is not stopped by a job that cannot be driven', async () => {
    const [broken, lost] = [await rig.accepted(), await rig.accepted()];
    for (const itemId of [broken, lost]) {
      await rig.claim('anonymize', itemId, 'first');
      await rig.pass(itemId, 200);
    }
    await rig.pass(broken, 1000);
    await rig.spoil(broken);
    const before = await rig.trigger('anonymize', lost);
    await expect(rig.ledger.sweep()).rejects.toMatchObject({ code: 'internal' });
    expect((await rig.trigger('anonymize', lost)).eventId).not.toBe(before.eventId);
  });

  it('ends a run past its deadline', async () => {
    const itemId = await rig.accepted();
    const attempt = await rig.claim('anonymize', itemId, 'first');
    await rig.pass(itemId, 5 * 3600);
    await rig.ledger.sweep();
    expect(await rig.trigger('anonymize', itemId)).toMatchObject({ step: 1 });
    expect(await rig.ledger.beat(attempt)).toBe('fenced-out');
  });
});

describe('the reconciler', () => {
  it('drives again what lost its message, under a new event id, and counts it', async () => {
    const itemId = await rig.accepted();
    await rig.alive('video_first');
    const before = await rig.trigger('anonymize', itemId);
    await rig.takeAll();
    expect(await rig.ledger.reconcile()).toEqual({ stuck: 0 });
    await rig.pass(itemId, 121);
    const { stuckTotal } = await rig.ledger.counts();
    expect(await rig.ledger.reconcile()).toEqual({ stuck: 1 });
    expect(await rig.ledger.reconcile()).toEqual({ stuck: 0 });
    const after = await rig.trigger('anonymize', itemId);
    expect(after).toMatchObject({ jobId: before.jobId, step: before.step });
    expect(after.eventId).not.toBe(before.eventId);
    expect((await rig.ledger.counts()).stuckTotal).toBe(stuckTotal + 1);
    expect((await rig.takeAll()).map(({ eventId }) => eventId)).toEqual([after.eventId]);
  });

  it('waits while the level is busy, and not when it has long begun with a later event', async () => {
    const [lost, later] = [await rig.accepted(), await rig.accepted()];
    await rig.alive('video_first');
    await rig.takeAll();
    await rig.pass(lost, 400);
    await rig.claim('anonymize', later, 'first');
    expect(await rig.ledger.reconcile()).toEqual({ stuck: 0 });
    await rig.attemptAt(later, { startedSecondsAgo: 200 });
    expect(await rig.ledger.reconcile()).toEqual({ stuck: 1 });
  });

  it('waits while the level takes one job after the other, also in the moment between two of them', async () => {
    const [done, waiting] = [await rig.accepted(), await rig.accepted()];
    await rig.alive('video_first');
    await rig.anonymized(done);
    await rig.takeAll();
    await rig.pass(waiting, 400);
    await rig.attemptAt(done, { startedSecondsAgo: 300, endedSecondsAgo: 1 });
    expect(await rig.ledger.reconcile()).toEqual({ stuck: 0 });
    await rig.attemptAt(done, { startedSecondsAgo: 450, endedSecondsAgo: 121 });
    expect(await rig.ledger.reconcile()).toEqual({ stuck: 1 });
  });

  it('is not stopped by a job that cannot be driven', async () => {
    const [broken, lost] = [await rig.accepted(), await rig.accepted()];
    await rig.alive('video_first');
    await rig.takeAll();
    for (const itemId of [broken, lost]) await rig.pass(itemId, 200);
    await rig.pass(broken, 1000);
    await rig.spoil(broken);
    await expect(rig.ledger.reconcile()).rejects.toMatchObject({ code: 'internal' });
    expect((await rig.takeAll()).map(({ payload }) => payload['itemId'])).toEqual([lost]);
  });

  it('brings everything on its way after all messages were lost', async () => {
    await rig.alive('video_first');
    await rig.alive('metadata_llm');
    await rig.alive('verifier_verify');
    await rig.alive('dedupe_identify');
    const { itemId: landed } = await rig.ledger.land(rig.landing());
    const items = [landed, await rig.accepted(), await rig.accepted(), await rig.accepted()];
    await rig.anonymized(items[2]!);
    await rig.anonymized(items[3]!);
    await rig.extracted(items[3]!);
    await rig.takeAll();
    for (const itemId of items) await rig.pass(itemId, 200);
    await rig.ledger.sweep();
    await rig.ledger.reconcile();
    const driven = new Set((await rig.takeAll()).map(({ payload }) => payload['jobId']));
    for (const [i, stage] of ['identify', 'anonymize', 'extract', 'verify'].entries()) {
      expect(driven, stage).toContain((await rig.trigger(stage, items[i]!)).jobId);
    }
  });

  it('keeps what is young and takes away what is old', async () => {
    const itemId = await rig.accepted();
    await rig.takeAll();
    const rows = async () => {
      const { rows: found } = await rig.sql.query<{ inbox: number; outbox: number }>(
        `select (select count(*)::int from ledger.inbox) as inbox, (select count(*)::int from ledger.outbox) as outbox`,
      );
      return found[0]!;
    };
    const before = await rows();
    await rig.ledger.prune();
    expect(await rows()).toEqual(before);
    await rig.sql.query(`update ledger.inbox set seen_at = now() - interval '46 days'`);
    await rig.sql.query(`update ledger.outbox set published_at = now() - interval '31 days'`);
    await rig.ledger.land(rig.landing());
    await rig.ledger.prune();
    expect(await rows()).toEqual({ inbox: 0, outbox: 1 });
    expect(await rig.stateOf(itemId)).toBe('accepted');
  });
});
