import { randomUUID } from 'node:crypto';
import { type Correction, type ItemId, VideoDeclined } from '@endoveil/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRig } from '../ledger-rig.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());

const cover: Correction = { seconds: [1, 2], box: { x: 0.25, y: 0.5, width: 0.125, height: 0.25 } };
const seen = async (itemId: ItemId) => {
  const { artifactHash, version } = (await rig.ledger.summaryOf(itemId))!;
  return { itemId, artifactHash: artifactHash!, version };
};
const correct = async (itemId: ItemId, corrections: readonly Correction[] = [cover]) =>
  await rig.ledger.correctItem({ ...(await seen(itemId)), corrections, actor: 'anna' });

describe('a correction', () => {
  it('goes through the level that made the result, and leaves the way to it readable', async () => {
    const itemId = await rig.accepted();
    await rig.declined('anonymize', itemId, 'first', 'frames-lost');
    await rig.anonymized(itemId, 'second');
    await rig.finished(itemId);
    const before = (await seen(itemId)).artifactHash;
    const corrected = await correct(itemId);
    const { runId } = corrected as { runId: string };
    expect(corrected.outcome).toBe('correcting');
    expect((await rig.ledger.correctionsOf(itemId)).map(({ correction }) => correction)).toEqual([cover]);
    const { rows } = await rig.sql.query(
      `select trigger_subject, step from ledger.job where run_id = $1 and stage = 'anonymize'`,
      [runId],
    );
    expect(rows).toEqual([{ trigger_subject: VideoDeclined.by('first').subject, step: 1 }]);
    await rig.anonymized(itemId, 'second');
    await rig.finished(itemId);
    const item = await rig.ledger.showItem(itemId);
    // it still comes from a lower level, and a person still decides
    expect(item).toMatchObject({ state: 'in-review', reason: 'lower-level', level: 'second' });
    expect(item!.artifactHash).not.toBe(before);
    expect(item!.runs.map(({ cause, current }) => [cause, current])).toEqual([
      ['landing', false],
      ['correction', true],
    ]);
    expect(item!.runs[0]!.artifacts[0]!.hash).toBe(before);
    expect(item!.history.find(({ action }) => action === 'corrected')).toMatchObject({
      actor: 'anna',
      detail: { runId, hash: before, corrections: 1 },
    });
    expect(item!.runs[1]!.jobs[0]!.escalations.map(({ from, to }) => [from, to])).toEqual([['first', 'second']]);
  });

  it('is not made on what was not seen, on work in progress, or of the wrong kind', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    expect(await correct(itemId)).toEqual({ outcome: 'refused', why: 'in-progress' });
    await rig.finished(itemId);
    const is = await seen(itemId);
    const wrong = { ...is, artifactHash: '0'.repeat(64), corrections: [cover], actor: 'anna' };
    expect(await rig.ledger.correctItem(wrong)).toEqual({ outcome: 'refused', why: 'changed' });
    const older = { ...is, version: is.version - 1, corrections: [cover], actor: 'anna' };
    expect(await rig.ledger.correctItem(older)).toEqual({ outcome: 'refused', why: 'changed' });
    expect(await correct(itemId, [{ page: 1, box: cover.box }])).toEqual({ outcome: 'refused', why: 'wrong-kind' });
    expect(await rig.ledger.correctItem({ ...wrong, itemId: randomUUID() as ItemId })).toEqual({
      outcome: 'not-found',
    });
    expect(await rig.ledger.correctionsOf(itemId)).toEqual([]);
  });

  it('ends the approval of the bytes it was made on', async () => {
    const itemId = await rig.released();
    await rig.ledger.approve(await rig.seen(itemId));
    expect((await rig.ledger.summaryOf(itemId))!.approvedHash).not.toBeNull();
    await correct(itemId);
    expect((await rig.ledger.summaryOf(itemId))!.approvedHash).toBeNull();
    await rig.anonymized(itemId);
    await rig.finished(itemId);
    expect(await rig.stateOf(itemId)).toBe('verified');
    const decisions = await rig.ledger.listDecisions(itemId);
    expect(decisions.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['approve', 'steward'],
      ['revoke', 'system'],
    ]);
  });

  it('stays with the item: a retry covers it as well', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    await rig.finished(itemId);
    await correct(itemId);
    await rig.anonymized(itemId);
    await rig.finished(itemId);
    await rig.ledger.retryItem(itemId, 'anna');
    expect(await rig.ledger.correctionsOf(itemId)).toHaveLength(1);
  });
});

describe('a disclosure', () => {
  it('is in the history before anything is seen, its reason sealed, and changes nothing of what is decided on', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    const before = await rig.ledger.summaryOf(itemId);
    const shown = await rig.ledger.disclose({
      itemId,
      what: 'values',
      actor: 'anna',
      reason: 'Frau Kranzbichler rief an',
    });
    expect(shown!.findings).not.toBeNull();
    expect((await rig.ledger.summaryOf(itemId))!.version).toBe(before!.version);
    const { history } = (await rig.ledger.showItem(itemId))!;
    expect(history.at(-1)).toMatchObject({ actor: 'anna', action: 'disclosed', detail: { what: 'values' } });
    expect(JSON.stringify(history)).not.toContain('Kranzbichler');
    const { rows } = await rig.sql.query<{ reason: Buffer }>('select reason from ledger.disclosure');
    expect(rows.some(({ reason }) => reason.includes('Kranzbichler'))).toBe(false);
  });
});

describe('a request with a key', () => {
  const request = () => ({ actor: 'anna', key: randomUUID() as string, request: 'a'.repeat(64) });

  it('is done once, and answered the same afterwards', async () => {
    const one = request();
    const begun = await Promise.all([1, 2, 3, 4].map(() => rig.ledger.beginRequest(one)));
    expect(begun.map(({ outcome }) => outcome).toSorted()).toEqual(['busy', 'busy', 'busy', 'new']);
    await rig.ledger.endRequest(one, { status: 200, answer: { state: 'approved' } });
    const again = { outcome: 'answered', status: 200, answer: { state: 'approved' } };
    expect(await rig.ledger.beginRequest(one)).toEqual(again);
    expect(await rig.ledger.beginRequest({ ...one, request: 'b'.repeat(64) })).toEqual({ outcome: 'other' });
    expect(await rig.ledger.beginRequest({ ...one, actor: 'berta' })).toEqual({ outcome: 'new' });
  });

  it('may be asked again where it failed for a passing reason, or where its process died', async () => {
    const one = request();
    await rig.ledger.beginRequest(one);
    await rig.ledger.endRequest(one, null);
    expect(await rig.ledger.beginRequest(one)).toEqual({ outcome: 'new' });
    await rig.sql.query(`update ledger.answered set at = at - interval '61 s' where key = $1`, [one.key]);
    expect(await rig.ledger.beginRequest(one)).toEqual({ outcome: 'new' });
    expect(await rig.ledger.beginRequest(one)).toEqual({ outcome: 'busy' });
  });
});
