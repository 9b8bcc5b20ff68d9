import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRig } from './ledger-rig.js';

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
    const item = await rig.ledger.showItem(itemId);
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
    const itemId = await rig.accepted();
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

describe('a verdict', () => {
  it('of a lower level waits for a person', async () => {
    const itemId = await rig.accepted();
    await rig.ledger.decline(await rig.claim('anonymize', itemId, 'first'), 'geometry-uncertain');
    await rig.anonymized(itemId, 'second');
    await rig.extracted(itemId);
    await rig.verified(itemId, 'verified');
    expect(await rig.ledger.showItem(itemId)).toMatchObject({
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
    const item = await rig.ledger.showItem(itemId);
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
