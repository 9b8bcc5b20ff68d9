import { randomBytes, randomUUID } from 'node:crypto';
import { ArtifactHash, type ItemId } from '@endoveil/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtractedResult } from './face.js';
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
    const itemId = await rig.itemOfContent('north', contentId);
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
    const owner = await rig.itemOfContent('north', contentId);
    expect((await rig.ledger.showItem(owner!))?.sightingList.map(({ secondCase }) => secondCase)).toEqual([
      false,
      true,
    ]);
  });
});

describe('a landing', () => {
  it('of another center is another item, even of the same content', async () => {
    const contentId = randomBytes(32).toString('hex');
    const north = await rig.accepted({ contentId });
    const south = await rig.accepted({ contentId, center: 'south' });
    expect([await rig.stateOf(north), await rig.stateOf(south)]).toEqual(['accepted', 'accepted']);
    expect(await rig.itemOfContent('south', contentId)).toBe(south);
  });

  it('of a content that is quarantined or held is a sighting, and its own bytes go', async () => {
    const contentId = randomBytes(32).toString('hex');
    const { itemId } = await rig.ledger.land(rig.landing({ contentId }));
    const refused = { outcome: 'quarantined', reason: 'encrypted' } as const;
    await rig.ledger.completeIdentify(await rig.claim('identify', itemId, 'identify'), refused);
    const landing = rig.landing({ contentId });
    const { itemId: second } = await rig.ledger.land(landing);
    const attempt = await rig.claim('identify', second, 'identify');
    const result = await rig.ledger.completeIdentify(attempt, { outcome: 'accepted', kind: 'video' });
    expect(result).toEqual({ outcome: 'committed', as: 'duplicate', itemId, discard: landing.blob });
    expect(await rig.ledger.namedBlobs([landing.blob])).toEqual(new Set());
    expect(await rig.stateOf(itemId)).toBe('quarantined');
    expect(await rig.stateOf(second)).toBe('gone');
    expect(await rig.ledger.land(landing)).toMatchObject({ outcome: 'again', itemId });
    expect(await rig.ledger.completeIdentify(attempt, { outcome: 'accepted', kind: 'video' })).toEqual({
      outcome: 'committed',
      as: 'duplicate',
      itemId,
    });
  });

  it('that nobody could identify is set apart, and can be tried again', async () => {
    const { itemId } = await rig.ledger.land(rig.landing());
    for (let i = 0; i < 3; i += 1) {
      await rig.ledger.fail(await rig.claim('identify', itemId, 'identify'), 'internal');
      await rig.pass(itemId, 150);
    }
    expect(await rig.ledger.showItem(itemId)).toMatchObject({ state: 'quarantined', reason: 'attempts-exhausted' });
    expect(await rig.ledger.retryItem(itemId, 'tester')).toMatchObject({ outcome: 'retried' });
    expect(await rig.trigger('identify', itemId)).toMatchObject({ step: 0 });
  });
});

describe('a verdict', () => {
  it('on something degraded waits for a person, and says why', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId, 'first', 'frames-lost');
    await rig.finished(itemId);
    expect(await rig.ledger.showItem(itemId)).toMatchObject({
      state: 'in-review',
      reason: 'frames-lost',
      degraded: 'frames-lost',
    });
  });

  it('that never came is not a pass: a person decides', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    await rig.extracted(itemId);
    await rig.takeAll();
    for (let i = 0; i < 3; i += 1) {
      await rig.ledger.fail(await rig.claim('verify', itemId, 'verify'), 'internal');
      await rig.pass(itemId, 150);
    }
    expect(await rig.ledger.showItem(itemId)).toMatchObject({ state: 'in-review', reason: 'coverage-incomplete' });
    expect(await rig.takeAll()).toMatchObject([
      { subject: 'endoveil.media.unsure', payload: { level: 'first', reasons: ['coverage-incomplete'] } },
    ]);
  });

  it('on other bytes than the run made is refused', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    await rig.extracted(itemId);
    await expect(rig.verified(itemId, 'verified', ArtifactHash.parse('f'.repeat(64)))).rejects.toMatchObject({
      code: 'internal',
    });
    expect(await rig.stateOf(itemId)).toBe('verifying');
  });

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

  it('of what a lower level made still rests on all that a higher one had read', async () => {
    const caseRef = randomUUID();
    const itemId = await rig.accepted({ caseRef });
    await rig.anonymized(itemId, 'first');
    await rig.extracted(itemId, 'llm', { knownValues: [{ name: 'examiner', value: 'Sauerbeck' }] });
    await rig.verified(itemId, 'failed');
    await rig.anonymized(itemId, 'second');
    // without OCR nothing is read
    const attempt = await rig.claim('extract', itemId, 'llm');
    await rig.ledger.completeExtract(attempt, { fields: [], knownValues: [{ name: 'assistant', value: 'Lohr' }] });
    const known = (await rig.ledger.knownValuesOf('north', caseRef)).map(({ value }) => value);
    expect(new Set(known)).toEqual(new Set(['Kranzbichler', 'Sauerbeck', 'Lohr']));
    expect((await rig.ledger.showItem(itemId))?.fields).toEqual([]);
  });

  it('extracted again and again, forgets nothing that was known, and keeps no copy of it', async () => {
    const caseRef = randomUUID();
    const itemId = await rig.accepted({ caseRef });
    const kept = async () => {
      const sql = 'select name from ledger.known_value where item_id = $1 order by name';
      return (await rig.sql.query<{ name: string }>(sql, [itemId])).rows.map(({ name }) => name);
    };
    const extract = async (level: string, result: ExtractedResult) => {
      await rig.anonymized(itemId, level);
      await rig.ledger.completeExtract(await rig.claim('extract', itemId, 'llm'), result);
      await rig.verified(itemId, 'failed');
    };
    const stated = { name: 'last-name', value: 'Kranzbichler', source: 'overlay', confidence: 0.9 } as const;
    const sauerbeck = { name: 'examiner', value: 'Sauerbeck' } as const;
    const lohr = { name: 'assistant', value: 'Lohr' } as const;
    for (let times = 0; times < 3; times += 1) {
      if (times > 0) await rig.ledger.retryItem(itemId, 'tester');
      await extract('first', { fields: [stated], knownValues: [sauerbeck, lohr] });
      await extract('second', { fields: [], knownValues: [lohr] });
      expect(await kept()).toEqual(['assistant', 'examiner', 'last-name']);
      await rig.ledger.hold(await rig.claim('anonymize', itemId, 'hold'), 'leak-found');
    }
    const known = (await rig.ledger.knownValuesOf('north', caseRef)).map(({ value }) => value);
    expect(known.toSorted()).toEqual(['Kranzbichler', 'Lohr', 'Sauerbeck']);
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

  it('is refused where there is nothing to retry', async () => {
    const itemId = await rig.accepted();
    await rig.sql.query(`update ledger.item set state = 'published' where item_id = $1`, [itemId]);
    expect(await rig.ledger.retryItem(itemId, 'tester')).toEqual({ outcome: 'final' });
    const nobody = rig.landing().landingId as string as ItemId;
    expect(await rig.ledger.retryItem(nobody, 'tester')).toEqual({ outcome: 'not-found' });
  });

  it('asked twenty times at once opens one run', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    await rig.finished(itemId);
    const all = await Promise.all(Array.from({ length: 20 }, () => rig.ledger.retryItem(itemId, 'tester')));
    expect(all.filter(({ outcome }) => outcome === 'retried')).toHaveLength(1);
    const item = await rig.ledger.showItem(itemId);
    expect(item).toMatchObject({ state: 'accepted', verdict: null, artifactHash: null });
    expect(item?.history.at(-2)).toMatchObject({ action: 'retry-asked', actor: 'tester' });
  });
});
