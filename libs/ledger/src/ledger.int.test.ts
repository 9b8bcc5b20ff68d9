import { randomBytes } from 'node:crypto';
import { LandingId } from '@endoveil/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRig } from './ledger-rig.js';
import { migrateLedger } from './postgres-ledger.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());

describe('an item on its way', () => {
  it('goes from landing to verified, and every stage is announced once', async () => {
    await rig.takeAll();
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    await rig.extracted(itemId);
    expect(await rig.stateOf(itemId)).toBe('verifying');
    await rig.verified(itemId, 'verified');
    const item = await rig.ledger.showItem(LandingId.parse(itemId) as never);
    expect(item).toMatchObject({
      state: 'verified',
      level: 'first',
      metadataLevel: 'llm',
      verdict: 'verified',
      reason: null,
    });
    expect(item?.runs[0]?.jobs.map(({ stage, state }) => [stage, state])).toEqual([
      ['identify', 'done'],
      ['anonymize', 'done'],
      ['extract', 'done'],
      ['verify', 'done'],
    ]);
    const subjects = (await rig.takeAll()).map(({ subject }) => subject.replace('endoveil.', ''));
    expect(subjects).toEqual([
      'media.landed',
      'video.accepted',
      'video.anonymized',
      'metadata.extracted',
      'media.verified',
    ]);
  });

  it('is landed once, whatever asks again', async () => {
    const landing = rig.landing();
    const first = await rig.ledger.land(landing);
    const again = await rig.ledger.land(landing);
    expect([first.outcome, again.outcome, again.itemId === first.itemId]).toEqual(['landed', 'again', true]);
  });

  it('shows names and values only when asked', async () => {
    const itemId = (await rig.accepted()) as never;
    await rig.anonymized(itemId);
    await rig.extracted(itemId);
    expect(JSON.stringify(await rig.ledger.showItem(itemId))).not.toContain('Kranzbichler');
    const open = await rig.ledger.showItem(itemId, { values: true });
    expect(open?.names?.fileName).toBe('Kranzbichler.mp4');
    expect(open?.fields[0]?.value).toBe('Kranzbichler');
  });
});

describe('one content', () => {
  it('becomes one item and a sighting each, however many land at once', async () => {
    const contentId = randomBytes(32).toString('hex');
    const landed = await Promise.all(Array.from({ length: 20 }, () => rig.ledger.land(rig.landing({ contentId }))));
    const results = await Promise.all(
      landed.map(async ({ itemId }) => {
        const attempt = await rig.claim('identify', itemId, 'identify');
        return await rig.ledger.completeIdentify(attempt, { outcome: 'accepted', kind: 'video' });
      }),
    );
    const accepted = results.filter((result) => 'as' in result && result.as === 'accepted');
    const duplicates = results.filter((result) => 'as' in result && result.as === 'duplicate' && result.discard);
    expect([accepted.length, duplicates.length]).toEqual([1, 19]);
    const itemId = await rig.ledger.itemOfContent('north', contentId);
    const item = await rig.ledger.showItem(itemId!, { values: true });
    expect(item?.sightings).toBe(20);
    expect(item?.sightingList.every(({ names }) => names?.fileName === 'Kranzbichler.mp4')).toBe(true);
  });

  it('in a second case is a sighting that says so', async () => {
    const contentId = randomBytes(32).toString('hex');
    await rig.accepted({ contentId });
    const { itemId } = await rig.ledger.land(rig.landing({ contentId, caseRef: 'case-2' }));
    const attempt = await rig.claim('identify', itemId, 'identify');
    await rig.ledger.completeIdentify(attempt, { outcome: 'accepted', kind: 'video' });
    const owner = await rig.ledger.itemOfContent('north', contentId);
    expect((await rig.ledger.showItem(owner!))?.sightingList.map(({ secondCase }) => secondCase)).toEqual([
      false,
      true,
    ]);
  });
});

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
    const item = await rig.ledger.showItem(itemId as never);
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

  it('finished, answers every late message with elsewhere', async () => {
    const itemId = await rig.accepted();
    const trigger = await rig.trigger('identify', itemId);
    const late = await rig.ledger.claim({ ...trigger, durable: 'dedupe_identify', level: 'identify', workerId: 'w' });
    expect(late.outcome).toBe('elsewhere');
  });
});

describe('the sweeper', () => {
  it('gives a vanished worker’s job to another, and to the next level after three', async () => {
    const itemId = await rig.accepted();
    for (let i = 0; i < 3; i += 1) {
      await rig.claim('anonymize', itemId, 'first', `w-${i}`);
      await rig.pass(itemId, 61);
      await rig.ledger.sweep();
    }
    expect(await rig.trigger('anonymize', itemId)).toMatchObject({ step: 1 });
    const item = await rig.ledger.showItem(itemId as never);
    const job = item?.runs[0]?.jobs.find(({ stage }) => stage === 'anonymize');
    expect(job?.attempts.map(({ ending }) => ending)).toEqual(['lost', 'lost', 'lost']);
    expect(job?.escalations).toMatchObject([{ from: 'first', to: 'second', reason: 'worker-lost' }]);
  });

  it('hands down from a dead level, never from one that is only slow', async () => {
    const [slow, dead] = [await rig.accepted(), await rig.accepted()];
    await rig.alive('video_first');
    await rig.alive('video_second');
    await rig.pass(slow, 3000);
    await rig.ledger.sweep();
    expect(await rig.trigger('anonymize', slow)).toMatchObject({ step: 0 });
    await rig.silentFor('video_first', 700);
    await rig.ledger.sweep();
    await rig.ledger.sweep();
    expect(await rig.trigger('anonymize', dead)).toMatchObject({ step: 1 });
    const item = await rig.ledger.showItem(dead as never);
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

describe('a verdict', () => {
  it('of a lower level waits for a person', async () => {
    const itemId = await rig.accepted();
    await rig.ledger.decline(await rig.claim('anonymize', itemId, 'first'), 'geometry-uncertain');
    await rig.anonymized(itemId, 'second');
    await rig.extracted(itemId);
    await rig.verified(itemId, 'verified');
    expect(await rig.ledger.showItem(itemId as never)).toMatchObject({
      state: 'in-review',
      reason: 'lower-level',
      level: 'second',
    });
  });

  it('failed gives the item to the next level, and in the end to a person', async () => {
    const itemId = await rig.accepted();
    for (const name of ['first', 'second']) {
      await rig.anonymized(itemId, name);
      await rig.extracted(itemId);
      await rig.verified(itemId, 'failed');
    }
    await rig.ledger.hold(await rig.claim('anonymize', itemId, 'hold'), 'leak-found');
    const item = await rig.ledger.showItem(itemId as never);
    expect(item).toMatchObject({ state: 'held', reason: 'leak-found' });
    expect(item?.runs[0]?.certificates.map(({ verdict }) => verdict)).toEqual(['failed', 'failed']);
  });

  it('unsure waits for a person', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    await rig.extracted(itemId);
    await rig.verified(itemId, 'unsure');
    expect(await rig.stateOf(itemId)).toBe('in-review');
  });
});

describe('an upgrade', () => {
  it('does the metadata again when the level is back, and shows the better result', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    await rig.ledger.decline(await rig.claim('extract', itemId, 'llm'), 'llm-unavailable');
    await rig.extracted(itemId, 'none');
    await rig.verified(itemId, 'verified');
    await rig.alive('metadata_llm', false);
    expect(await rig.ledger.upgrade()).toBe(0);
    await rig.alive('metadata_llm', true);
    expect(await rig.ledger.upgrade()).toBe(1);
    expect(await rig.ledger.upgrade()).toBe(0);
    expect(await rig.stateOf(itemId)).toBe('verified');
    await rig.extracted(itemId);
    await rig.verified(itemId, 'verified');
    const item = await rig.ledger.showItem(itemId as never);
    expect(item).toMatchObject({ state: 'verified', metadataLevel: 'llm' });
    expect(item?.runs.map(({ cause, current }) => [cause, current])).toEqual([
      ['landing', false],
      ['upgrade', true],
    ]);
    await rig.pass(itemId, 100_000);
    expect(await rig.ledger.upgrade()).toBe(0);
  });
});

describe('a retry', () => {
  it('opens a new run, and not while one is under way', async () => {
    const { itemId } = await rig.ledger.land(rig.landing());
    expect(await rig.ledger.retryItem(itemId, 'tester')).toEqual({ outcome: 'in-progress' });
    await rig.ledger.completeIdentify(await rig.claim('identify', itemId, 'identify'), {
      outcome: 'quarantined',
      reason: 'encrypted',
    });
    expect(await rig.stateOf(itemId)).toBe('quarantined');
    expect(await rig.ledger.retryItem(itemId, 'tester')).toMatchObject({ outcome: 'retried' });
    await rig.ledger.completeIdentify(await rig.claim('identify', itemId, 'identify'), {
      outcome: 'accepted',
      kind: 'video',
    });
    expect(await rig.stateOf(itemId)).toBe('accepted');
  });
});

describe('the record', () => {
  it('holds no name in the clear, in any table', async () => {
    const { rows: tables } = await rig.sql.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'ledger'`,
    );
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables) {
      const { rows } = await rig.sql.query<{ text: string }>(`select t::text as text from ledger.${name} t`);
      for (const { text } of rows) {
        expect(text).not.toContain('Kranzbichler');
        expect(text).not.toContain(Buffer.from('Kranzbichler').toString('hex'));
      }
    }
  });

  it('chains the audit whole under sixteen writers, and tells a changed row', async () => {
    const signer = {
      keyId: 'k',
      sign: (bytes: Uint8Array) => bytes,
      verify: (bytes: Uint8Array, signature: Uint8Array) => Buffer.from(bytes).equals(signature),
    };
    await Promise.all(Array.from({ length: 16 }, () => rig.accepted()));
    while ((await rig.ledger.sealAudit(signer)) > 0);
    const report = await rig.ledger.checkAudit(signer);
    expect(report).toMatchObject({ whole: true, faults: [] });
    expect(report.sealed).toBe(report.entries);
    await rig.sql.query(
      `update ledger.audit set actor = 'somebody' where (item_id, number) = (select item_id, number from ledger.audit limit 1)`,
    );
    expect((await rig.ledger.checkAudit(signer)).faults).toMatchObject([{ fault: 'altered' }]);
  });

  it('lets one lead at a time', async () => {
    const inside = await rig.ledger.withLeadership('x', () => rig.ledger.withLeadership('x', async () => 1));
    expect(inside).toEqual({ led: true, value: { led: false } });
  });

  it('wakes whoever listens', async () => {
    let woken = 0;
    const heard = Promise.withResolvers<void>();
    await using listening = await rig.ledger.listenOutbox(() => {
      woken += 1;
      if (woken === 2) heard.resolve();
    });
    await rig.ledger.land(rig.landing());
    await heard.promise;
    expect(listening).toBeDefined();
  });

  it('is brought up to date once', async () => {
    expect(await migrateLedger({ url: rig.url })).toEqual([]);
  });
});
