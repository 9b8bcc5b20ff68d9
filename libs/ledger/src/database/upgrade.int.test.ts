import type { ArtifactHash, ItemId, ReasonCode } from '@endoveil/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LedgerRig } from '../ledger-rig.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());
beforeEach(() => rig.forgetItems());

/** The first level cannot, the second one can. */
async function finishedBySecond(itemId: ItemId, reason: ReasonCode): Promise<void> {
  await rig.declined('anonymize', itemId, 'first', reason);
  await rig.anonymized(itemId, 'second');
  await rig.finished(itemId);
}

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
    const item = await rig.ledger.showItem(itemId);
    expect(item).toMatchObject({ state: 'verified', metadataLevel: 'llm' });
    expect(item?.runs.map(({ cause, current }) => [cause, current])).toEqual([
      ['landing', false],
      ['upgrade', true],
    ]);
    await rig.pass(itemId, 100_000);
    expect(await rig.ledger.upgrade()).toBe(0);
  });

  it('of a video switches when the new result is verified, and not before', async () => {
    const itemId = await rig.accepted();
    await finishedBySecond(itemId, 'sandbox-unavailable');
    await rig.alive('video_first');
    expect(await rig.ledger.upgrade()).toBe(1);
    await rig.anonymized(itemId, 'first');
    expect(await rig.ledger.showItem(itemId)).toMatchObject({ state: 'in-review', level: 'second' });
    await rig.finished(itemId);
    expect(await rig.ledger.showItem(itemId)).toMatchObject({ state: 'verified', level: 'first', reason: null });
  });

  it('is not tried for a reason that stays', async () => {
    const itemId = await rig.accepted();
    await rig.declined('anonymize', itemId, 'first', 'picture-not-found');
    await rig.anonymized(itemId, 'second');
    await rig.declined('extract', itemId, 'llm', 'llm-disabled');
    await rig.finished(itemId, 'none');
    await rig.alive('video_first');
    await rig.alive('metadata_llm');
    expect(await rig.ledger.upgrade()).toBe(0);
  });

  it('is not tried again once the better level has looked and declined the file itself', async () => {
    const itemId = await rig.accepted();
    await finishedBySecond(itemId, 'level-dead');
    await rig.alive('video_first');
    expect(await rig.ledger.upgrade()).toBe(1);
    await finishedBySecond(itemId, 'picture-not-found');
    await rig.pass(itemId, 100_000);
    expect(await rig.ledger.upgrade()).toBe(0);
    const item = await rig.ledger.showItem(itemId);
    expect(item?.runs.map(({ current }) => current)).toEqual([true, false]);
    expect((await rig.ledger.counts()).fallbacks).toEqual([
      { from: 'first', to: 'second', reason: 'level-dead', count: 1 },
      { from: 'first', to: 'second', reason: 'picture-not-found', count: 1 },
    ]);
  });

  it('waits longer after every try that brought nothing', async () => {
    const itemId = await rig.accepted();
    await finishedBySecond(itemId, 'level-dead');
    await rig.alive('video_first');
    for (const seconds of [600, 1200]) {
      expect(await rig.ledger.upgrade()).toBe(1);
      await finishedBySecond(itemId, 'level-dead');
      await rig.pass(itemId, seconds - 60);
      expect(await rig.ledger.upgrade()).toBe(0);
      await rig.pass(itemId, 61);
    }
  });

  it('helps an item that was held because nobody was there', async () => {
    const itemId = await rig.accepted();
    await rig.declined('anonymize', itemId, 'first', 'level-dead');
    await rig.declined('anonymize', itemId, 'second', 'level-dead');
    await rig.ledger.hold(await rig.claim('anonymize', itemId, 'hold'), 'not-anonymized');
    await rig.alive('video_first');
    expect(await rig.ledger.upgrade()).toBe(1);
    expect(await rig.stateOf(itemId)).toBe('held');
    await rig.anonymized(itemId, 'first');
    await rig.finished(itemId);
    expect(await rig.stateOf(itemId)).toBe('verified');
  });

  it('never builds on an artifact that failed', async () => {
    const itemId = await rig.accepted();
    for (const name of ['first', 'second']) {
      await rig.anonymized(itemId, name);
      await rig.declined('extract', itemId, 'llm', 'llm-unavailable');
      await rig.finished(itemId, 'none', 'failed');
    }
    await rig.ledger.hold(await rig.claim('anonymize', itemId, 'hold'), 'leak-found');
    await rig.alive('metadata_llm');
    expect(await rig.ledger.upgrade()).toBe(0);
  });

  it('ignores what the metadata of an earlier artifact missed', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId, 'first');
    await rig.declined('extract', itemId, 'llm', 'llm-unavailable');
    await rig.finished(itemId, 'none', 'failed');
    await rig.anonymized(itemId, 'second');
    await rig.finished(itemId);
    await rig.alive('metadata_llm');
    expect(await rig.ledger.upgrade()).toBe(0);
  });

  it('is proposed, not swapped, where a person has decided', async () => {
    const itemId = await rig.accepted();
    await finishedBySecond(itemId, 'level-dead');
    await rig.sql.query(`update ledger.item set state = 'approved' where item_id = $1`, [itemId]);
    await rig.alive('video_first');
    expect(await rig.ledger.upgrade()).toBe(1);
    await rig.anonymized(itemId, 'first');
    await rig.finished(itemId);
    const item = await rig.ledger.showItem(itemId);
    expect(item).toMatchObject({ state: 'approved', level: 'second', proposedRunId: item?.runs[1]?.runId });
    await rig.pass(itemId, 100_000);
    expect(await rig.ledger.upgrade()).toBe(0);
  });

  it.each([
    { decides: 'putOnHold', state: 'in-review', reason: 'on-hold' },
    { decides: 'revoke', state: 'in-review', reason: 'approval-revoked' },
    { decides: 'reject', state: 'rejected', reason: 'rejected-by-person' },
  ] as const)('that ends after a person’s $decides leaves it so', async ({ decides, state, reason }) => {
    const itemId = await rig.accepted();
    await finishedBySecond(itemId, 'level-dead');
    await rig.alive('video_first');
    expect(await rig.ledger.upgrade()).toBe(1);
    if (decides === 'revoke') await rig.ledger.approve(await rig.seen(itemId));
    expect(await rig.ledger[decides](await rig.seen(itemId))).toMatchObject({ outcome: 'decided' });
    await rig.anonymized(itemId, 'first');
    await rig.finished(itemId);
    const item = await rig.ledger.showItem(itemId);
    const proposedRunId = decides === 'reject' ? null : item?.runs[1]?.runId;
    expect(item).toMatchObject({ state, reason, level: 'second', proposedRunId });
  });

  it('that finds a leak in the bytes that a person has rejected leaves them rejected', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    await rig.declined('extract', itemId, 'llm', 'llm-unavailable');
    await rig.finished(itemId, 'none');
    await rig.alive('metadata_llm');
    expect(await rig.ledger.upgrade()).toBe(1);
    await rig.ledger.reject(await rig.seen(itemId));
    await rig.finished(itemId, 'llm', 'failed');
    expect(await rig.ledger.showItem(itemId)).toMatchObject({ state: 'rejected', reason: 'rejected-by-person' });
  });

  it('is taken over when a person says so, and the approval ends', async () => {
    const itemId = await rig.accepted();
    await finishedBySecond(itemId, 'level-dead');
    const seen = async () => {
      const { version, artifactHash: hash } = (await rig.ledger.summaryOf(itemId))!;
      const artifactHash = hash as ArtifactHash | null;
      return { itemId, version, artifactHash, actor: 'anna' };
    };
    expect(await rig.ledger.approve({ ...(await seen()), reason: 'compared' })).toMatchObject({ approved: true });
    expect(await rig.ledger.adoptBetter(await seen())).toEqual({ outcome: 'refused', why: 'nothing-better' });
    await rig.alive('video_first');
    await rig.ledger.upgrade();
    await rig.anonymized(itemId, 'first');
    const before = await seen();
    await rig.finished(itemId);
    const decided = [{ state: 'approved' as const, reason: null, score: 1 }];
    const queued = async () => (await rig.ledger.reviewQueue({ ranks: decided, limit: 500 })).map((one) => one.itemId);
    expect(await queued()).toContain(itemId);
    expect(await rig.ledger.adoptBetter(before)).toEqual({ outcome: 'refused', why: 'changed' });
    expect(await rig.ledger.adoptBetter(await seen())).toMatchObject({ outcome: 'adopted' });
    const item = await rig.ledger.showItem(itemId);
    expect(item).toMatchObject({ state: 'verified', level: 'first', approvedHash: null, proposedRunId: null });
    expect((await rig.ledger.listDecisions(itemId)).at(-1)).toMatchObject({ kind: 'revoke', actor: 'system' });
    expect(await queued()).not.toContain(itemId);
    // what a person has rejected comes back by a retry alone
    await rig.sql.query(`update ledger.item set state = 'rejected', proposed_run = current_run where item_id = $1`, [
      itemId,
    ]);
    expect(await rig.ledger.adoptBetter(await seen())).toEqual({ outcome: 'refused', why: 'nothing-better' });
  });

  it.each(['verified', 'approved', 'published'])(
    'that finds a leak in the very bytes of a %s item voids what was decided',
    async (state) => {
      const itemId = await rig.accepted();
      await rig.anonymized(itemId);
      await rig.declined('extract', itemId, 'llm', 'llm-unavailable');
      await rig.finished(itemId, 'none');
      await rig.sql.query('update ledger.item set state = $2 where item_id = $1', [itemId, state]);
      await rig.alive('metadata_llm');
      expect(await rig.ledger.upgrade()).toBe(1);
      await rig.finished(itemId, 'llm', 'failed');
      expect(await rig.ledger.showItem(itemId)).toMatchObject({ state: 'anonymizing', reason: 'leak-found' });
      await rig.anonymized(itemId, 'second');
      await rig.finished(itemId);
      const item = await rig.ledger.showItem(itemId);
      expect(item).toMatchObject({ state: 'in-review', reason: 'lower-level', level: 'second' });
      expect(item?.history.map(({ action }) => action)).toContain('certificate-void');
    },
  );

  it('is not kept from one item by another that is broken', async () => {
    const items = [await rig.accepted(), await rig.accepted(), await rig.accepted()];
    for (const itemId of items) {
      await rig.anonymized(itemId);
      await rig.declined('extract', itemId, 'llm', 'llm-unavailable');
      await rig.finished(itemId, 'none');
    }
    const [broken, ...whole] = items.toSorted();
    await rig.sql.query(`update ledger.artifact set hash = 'none' where item_id = $1`, [broken]);
    await rig.alive('metadata_llm');
    await expect(rig.ledger.upgrade()).rejects.toMatchObject({ code: 'internal' });
    for (const itemId of whole) expect((await rig.ledger.showItem(itemId))?.runs).toHaveLength(2);
  });

  it('opens two at a time, and none beside a retry', async () => {
    const items = [await rig.accepted(), await rig.accepted(), await rig.accepted()];
    for (const itemId of items) {
      await finishedBySecond(itemId, 'level-dead');
    }
    await rig.ledger.retryItem(items[0]!, 'tester');
    await rig.alive('video_first');
    expect(await rig.ledger.upgrade()).toBe(2);
    expect(await rig.ledger.upgrade()).toBe(0);
    expect((await rig.ledger.showItem(items[0]!))?.runs.map(({ cause }) => cause)).toEqual(['landing', 'retry']);
  });
});
