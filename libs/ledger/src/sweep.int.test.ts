import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRig } from './ledger-rig.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());

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
    await rig.sql.query(`update ledger.job set state = 'done' where state = 'running'`);
    expect(await rig.ledger.reconcile()).toEqual({ stuck: 0 });
    await rig.pass(itemId, 121);
    const { stuckTotal } = await rig.ledger.counts();
    expect((await rig.ledger.reconcile()).stuck).toBeGreaterThanOrEqual(1);
    const after = await rig.trigger('anonymize', itemId);
    expect(after).toMatchObject({ jobId: before.jobId, step: before.step });
    expect(after.eventId).not.toBe(before.eventId);
    expect((await rig.ledger.counts()).stuckTotal).toBeGreaterThan(stuckTotal);
    expect((await rig.takeAll()).some(({ eventId }) => eventId === after.eventId)).toBe(true);
  });
});
