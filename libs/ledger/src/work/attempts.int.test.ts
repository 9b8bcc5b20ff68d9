import { randomUUID } from 'node:crypto';
import { EventId, JobId } from '@endoveil/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ladder, LedgerRig } from '../ledger-rig.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());

describe('a job', () => {
  it('is claimed by one of twenty', async () => {
    const itemId = await rig.accepted();
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, i) => rig.tryClaim('anonymize', itemId, 'first', `w-${i}`)),
    );
    expect(claims.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
    expect(claims.filter(({ outcome }) => outcome === 'busy')).toHaveLength(19);
  });

  it('lets nobody write who was overtaken', async () => {
    const itemId = await rig.accepted();
    const zombie = await rig.claim('anonymize', itemId, 'first');
    await rig.pass(itemId, 61);
    const owner = await rig.claim('anonymize', itemId, 'first', 'w-2');
    expect(owner.fence).toBeGreaterThan(zombie.fence);
    expect(await rig.ledger.beat(zombie)).toBe('fenced-out');
    expect(await rig.ledger.decline(zombie, 'picture-not-found')).toEqual({ outcome: 'fenced-out' });
    expect(await rig.ledger.fail(zombie, 'internal')).toEqual({ outcome: 'fenced-out' });
    expect(await rig.ledger.beat(owner)).toBe('alive');
    expect(await rig.ledger.isLeased(zombie.jobId, zombie.fence)).toBe(false);
    expect(await rig.ledger.isLeased(owner.jobId, owner.fence)).toBe(true);
    await rig.pass(itemId, 61);
    // a late beat may still find it
    expect(await rig.ledger.isLeased(owner.jobId, owner.fence)).toBe(true);
    await rig.pass(itemId, 61);
    expect(await rig.ledger.isLeased(owner.jobId, owner.fence)).toBe(false);
  });

  it('is retried on the curve and handed down at the cap', async () => {
    const itemId = await rig.accepted();
    for (const seconds of [5, 30]) {
      const attempt = await rig.claim('anonymize', itemId, 'first');
      const failed = await rig.ledger.fail(attempt, 'internal');
      expect(failed).toMatchObject({ outcome: 'committed', next: 'retry' });
      const { retryAfterMs } = failed as { retryAfterMs: number };
      expect(retryAfterMs).toBeGreaterThanOrEqual(seconds * 800);
      expect(retryAfterMs).toBeLessThanOrEqual(seconds * 1200 + 1);
      expect((await rig.tryClaim('anonymize', itemId, 'first')).outcome).toBe('busy');
      await rig.pass(itemId, seconds * 1.3);
    }
    const last = await rig.claim('anonymize', itemId, 'first');
    expect(await rig.ledger.fail(last, 'internal')).toMatchObject({ next: 'moved-on' });
    expect((await rig.tryClaim('anonymize', itemId, 'second')).outcome).toBe('claimed');
  });

  it('crashed twice goes down; crashed at every level it is set apart', async () => {
    const itemId = await rig.accepted();
    for (const name of ['first', 'first', 'second', 'second']) {
      await rig.ledger.crashed(await rig.claim('anonymize', itemId, name));
      await rig.pass(itemId, 40);
    }
    await rig.ledger.hold(await rig.claim('anonymize', itemId, 'hold'), 'child-crashed');
    const item = await rig.ledger.showItem(itemId);
    expect(item).toMatchObject({ state: 'quarantined', reason: 'repeated-crash' });
  });

  it('that is not now is not counted', async () => {
    const itemId = await rig.accepted();
    for (let i = 0; i < 5; i += 1) {
      await rig.ledger.later(await rig.claim('anonymize', itemId, 'first'), 'locked', 10);
      await rig.pass(itemId, 1);
    }
    await rig.ledger.preempt(await rig.claim('anonymize', itemId, 'first'));
    await rig.pass(itemId, 1);
    expect((await rig.tryClaim('anonymize', itemId, 'first')).outcome).toBe('claimed');
  });

  it('finished, answers its own event with already-done and every other with elsewhere', async () => {
    const itemId = await rig.accepted();
    const trigger = await rig.trigger('identify', itemId);
    const late = { ...trigger, durable: 'dedupe_identify', level: 'identify', workerId: 'w' };
    expect(await rig.ledger.claim(late)).toEqual({ outcome: 'already-done' });
    const redriven = EventId.parse(randomUUID());
    expect(await rig.ledger.claim({ ...late, eventId: redriven })).toEqual({ outcome: 'elsewhere' });
    expect(await rig.ledger.claim({ ...late, eventId: redriven, step: 1 })).toEqual({ outcome: 'elsewhere' });
    const nobody = JobId.parse(randomUUID());
    expect(await rig.ledger.claim({ ...late, eventId: redriven, jobId: nobody })).toEqual({ outcome: 'elsewhere' });
  });

  it('gives every attempt its whole time, whatever waited before it', async () => {
    const itemId = await rig.accepted();
    await rig.ledger.later(await rig.claim('anonymize', itemId, 'first'), 'locked', 10);
    await rig.pass(itemId, 5 * 3600);
    const attempt = await rig.claim('anonymize', itemId, 'first');
    await rig.ledger.sweep();
    expect(await rig.ledger.beat(attempt)).toBe('alive');
  });

  it('whose cap was lowered moves on when it is claimed', async () => {
    const itemId = await rig.accepted();
    await rig.ledger.fail(await rig.claim('anonymize', itemId, 'first'), 'internal');
    await rig.pass(itemId, 10);
    const first = ladder.find(({ level }) => level === 'first')!;
    await rig.ledger.registerLevel({ ...first, attempts: 1 });
    expect(await rig.tryClaim('anonymize', itemId, 'first')).toEqual({ outcome: 'escalated' });
    await rig.ledger.registerLevel(first);
    expect(await rig.trigger('anonymize', itemId)).toMatchObject({ step: 1 });
  });

  it('of the last metadata level is tried until it works, and is no step down', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    await rig.ledger.decline(await rig.claim('extract', itemId, 'llm'), 'llm-disabled');
    for (let i = 0; i < 4; i += 1) {
      await rig.ledger.fail(await rig.claim('extract', itemId, 'none'), 'internal');
      await rig.pass(itemId, 200);
    }
    await rig.extracted(itemId, 'none');
    const item = await rig.ledger.showItem(itemId);
    const extract = item?.runs[0]?.jobs.find(({ stage }) => stage === 'extract');
    expect(extract?.escalations.map(({ from, to }) => [from, to])).toEqual([['llm', 'none']]);
    expect(item?.state).toBe('verifying');
  });

  it('hung counts, and at the cap goes down for standing still', async () => {
    const itemId = await rig.accepted();
    for (let i = 0; i < 3; i += 1) {
      await rig.ledger.hung(await rig.claim('anonymize', itemId, 'first'));
      await rig.pass(itemId, 150);
    }
    const item = await rig.ledger.showItem(itemId);
    expect(item?.runs[0]?.jobs.at(-1)?.escalations).toMatchObject([{ from: 'first', reason: 'no-progress' }]);
  });

  it.each(['disk-full', 'sandbox-unavailable'] as const)(
    'for %s is no fault of the file: where nobody else could do it, it is tried again until that passes',
    async (reason) => {
      const { itemId } = await rig.ledger.land(rig.landing());
      const waits: number[] = [];
      for (let i = 0; i < 12; i += 1) {
        const settled = await rig.ledger.fail(await rig.claim('identify', itemId, 'identify'), reason);
        expect(settled).toMatchObject({ outcome: 'committed' });
        const { rows } = await rig.sql.query<{ wait: number }>(
          'select extract(epoch from retry_at - now())::float8 as wait from ledger.job where item_id = $1',
          [itemId],
        );
        waits.push(rows[0]!.wait);
        await rig.pass(itemId, 700);
        await rig.ledger.sweep();
      }
      expect(waits[5]).toBeGreaterThan(4 * waits[0]!);
      expect(Math.max(...waits)).toBeLessThanOrEqual(600);
      const item = await rig.ledger.showItem(itemId);
      expect(item?.state).toBe('landed');
      const { attempts } = item!.runs[0]!.jobs[0]!;
      expect(new Set(attempts.map(({ ending, reason: why }) => `${ending} ${why}`))).toEqual(
        new Set([`later ${reason}`]),
      );
      await rig.ledger.completeIdentify(await rig.claim('identify', itemId, 'identify'), {
        outcome: 'accepted',
        kind: 'video',
      });
      expect(await rig.stateOf(itemId)).toBe('accepted');
    },
  );

  it('that waits for the same thing for a day goes to a person with its true reason, and can be tried again', async () => {
    await using few = await rig.another({ mostWaitsForTheSite: 4 });
    const { itemId } = await rig.ledger.land(rig.landing());
    const wait = async (stage: 'identify' | 'verify', reason: 'disk-full' | 'sandbox-unavailable') => {
      const settled = await few.fail(await rig.claim(stage, itemId, stage), reason);
      await rig.pass(itemId, 700);
      await rig.ledger.sweep();
      return (settled as { next?: string }).next;
    };
    // another cause in between is not the same wait
    expect(await wait('identify', 'sandbox-unavailable')).toBe('retry');
    for (let i = 0; i < 3; i += 1) expect(await wait('identify', 'disk-full')).toBe('retry');
    const last = await rig.claim('identify', itemId, 'identify');
    expect(await few.fail(last, 'disk-full')).toMatchObject({ outcome: 'committed', next: 'moved-on' });
    expect(await few.fail(last, 'disk-full')).toMatchObject({ outcome: 'committed', next: 'moved-on' });
    const item = await rig.ledger.showItem(itemId);
    expect(item).toMatchObject({ state: 'quarantined', reason: 'disk-full' });
    expect(item?.runs[0]?.jobs[0]?.escalations).toMatchObject([{ from: 'identify', reason: 'disk-full' }]);
    expect(await rig.ledger.retryItem(itemId, 'test')).toMatchObject({ outcome: 'retried' });
    expect(await wait('identify', 'disk-full')).toBe('retry');
  });

  it('whose verification waits for a day goes to a person, unverified', async () => {
    await using few = await rig.another({ mostWaitsForTheSite: 2 });
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    await rig.extracted(itemId);
    for (const next of ['retry', 'moved-on']) {
      expect(await few.fail(await rig.claim('verify', itemId, 'verify'), 'disk-full')).toMatchObject({ next });
      await rig.pass(itemId, 700);
    }
    const item = await rig.ledger.showItem(itemId);
    expect(item?.state).toBe('in-review');
    expect(item?.runs[0]?.jobs.at(-1)?.escalations).toMatchObject([{ from: 'verify', reason: 'disk-full' }]);
  });

  it('that was locked for long waits for a full disk no longer than one that was not', async () => {
    const { itemId } = await rig.ledger.land(rig.landing());
    for (let i = 0; i < 8; i += 1) {
      await rig.ledger.later(await rig.claim('identify', itemId, 'identify'), 'locked', 1000);
      await rig.pass(itemId, 2);
    }
    const settled = await rig.ledger.fail(await rig.claim('identify', itemId, 'identify'), 'disk-full');
    expect(settled).toMatchObject({ next: 'retry' });
    expect((settled as { retryAfterMs: number }).retryAfterMs).toBeLessThanOrEqual(6001);
  });

  it('leaves no result without a verdict because a disk was full', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    await rig.extracted(itemId);
    for (let i = 0; i < 6; i += 1) {
      await rig.ledger.fail(await rig.claim('verify', itemId, 'verify'), 'disk-full');
      await rig.pass(itemId, 700);
      await rig.ledger.sweep();
    }
    await rig.verified(itemId, 'verified');
    expect(await rig.stateOf(itemId)).toBe('verified');
  });

  it('goes down for what was missing, and says what that was, so that it is done again', async () => {
    const itemId = await rig.accepted();
    for (let i = 0; i < 3; i += 1) {
      await rig.ledger.fail(await rig.claim('anonymize', itemId, 'first'), 'disk-full');
      await rig.pass(itemId, 150);
    }
    const item = await rig.ledger.showItem(itemId);
    expect(item?.runs[0]?.jobs.at(-1)?.escalations).toMatchObject([{ from: 'first', reason: 'disk-full' }]);
    await rig.anonymized(itemId, 'second');
    await rig.finished(itemId);
    await rig.alive('video_first');
    expect(await rig.ledger.upgrade()).toBe(1);
  });

  it('with a long wait leaves the broker, and the sweeper drives it again', async () => {
    const itemId = await rig.accepted();
    const before = await rig.trigger('anonymize', itemId);
    const attempt = await rig.claim('anonymize', itemId, 'first');
    expect(await rig.ledger.later(attempt, 'disk-full', 600_000)).toMatchObject({ next: 'wait' });
    await rig.takeAll();
    await rig.pass(itemId, 601);
    await rig.ledger.sweep();
    const after = await rig.trigger('anonymize', itemId);
    expect(after.eventId).not.toBe(before.eventId);
    expect((await rig.takeAll()).map(({ eventId }) => eventId)).toContain(after.eventId);
  });

  it('cannot be handed down while somebody works on it, and only once from each step', async () => {
    const itemId = await rig.accepted();
    const attempt = await rig.claim('anonymize', itemId, 'first');
    const input = { jobId: attempt.jobId, step: 0, reason: 'worker-lost' } as const;
    expect(await rig.ledger.escalate(input)).toEqual({ outcome: 'busy' });
    await rig.pass(itemId, 61);
    const all = await Promise.all([1, 2, 3, 4].map(() => rig.ledger.escalate(input)));
    expect(all.map(({ outcome }) => outcome).toSorted()).toEqual(['already', 'already', 'already', 'escalated']);
    const job = (await rig.ledger.showItem(itemId))?.runs[0]?.jobs.at(-1);
    expect(job).toMatchObject({ step: 1, state: 'requested', attempts: [{ ending: 'lost' }] });
  });
});

describe('a verb that is repeated', () => {
  it('answers the same and changes nothing', async () => {
    const { itemId } = await rig.ledger.land(rig.landing());
    const identify = await rig.claim('identify', itemId, 'identify');
    const accepted = { outcome: 'accepted', kind: 'video' } as const;
    const first = await rig.ledger.completeIdentify(identify, accepted);
    const anonymize = await rig.claim('anonymize', itemId, 'first');
    await rig.ledger.decline(anonymize, 'frames-lost');
    const second = await rig.claim('anonymize', itemId, 'second');
    const failed = await rig.ledger.fail(second, 'internal');
    const history = (await rig.ledger.showItem(itemId))?.history.length;
    await rig.takeAll();

    expect(await rig.ledger.completeIdentify(identify, accepted)).toEqual(first);
    expect(await rig.ledger.decline(anonymize, 'frames-lost')).toEqual({ outcome: 'committed' });
    const again = await rig.ledger.fail(second, 'internal');
    expect(again).toMatchObject({ outcome: 'committed', next: 'retry' });
    expect('retryAfterMs' in again && 'retryAfterMs' in failed && again.retryAfterMs <= failed.retryAfterMs).toBe(true);
    expect(await rig.takeAll()).toEqual([]);
    expect((await rig.ledger.showItem(itemId))?.history).toHaveLength(history!);
  });

  it('in another way than it ended is fenced out', async () => {
    const itemId = await rig.accepted();
    const attempt = await rig.claim('anonymize', itemId, 'first');
    await rig.ledger.decline(attempt, 'frames-lost');
    expect(await rig.ledger.fail(attempt, 'internal')).toEqual({ outcome: 'fenced-out' });
    expect(await rig.ledger.hold(attempt, 'not-anonymized')).toEqual({ outcome: 'fenced-out' });
  });

  it('of another stage is refused, and nothing is written', async () => {
    const itemId = await rig.accepted();
    const attempt = await rig.claim('anonymize', itemId, 'first');
    await expect(rig.ledger.completeExtract(attempt, { fields: [] })).rejects.toMatchObject({
      code: 'illegal-transition',
    });
    expect(await rig.ledger.beat(attempt)).toBe('alive');
    expect((await rig.ledger.showItem(itemId))?.runs[0]?.jobs.at(-1)?.attempts).toMatchObject([{ ending: null }]);
  });
});
