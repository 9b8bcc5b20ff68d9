import { randomUUID } from 'node:crypto';
import type { FieldFinding, ItemId } from '@endoveil/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRig } from './ledger-rig.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());

const found = (value: string, name: FieldFinding['name'] = 'last-name'): FieldFinding => ({
  name,
  value,
  source: 'text-rules',
  confidence: 0.9,
});

/** Another file of the case lands, and this is read in it. */
async function another(caseRef: string, ...fields: FieldFinding[]): Promise<ItemId> {
  const itemId = await rig.accepted({ caseRef });
  await rig.anonymized(itemId);
  await rig.ledger.completeExtract(await rig.claim('extract', itemId, 'llm'), { fields });
  return itemId;
}

describe('what one file of a case tells', () => {
  it('is searched for in those that were verified before', async () => {
    const caseRef = randomUUID();
    const first = await another(caseRef, found('Kranzbichler'));
    await rig.verified(first, 'verified');
    const second = await another(caseRef, found('Mechthild', 'first-name'));
    expect(await rig.stateOf(first)).toBe('verifying');
    await rig.verified(first, 'failed');
    expect(await rig.ledger.showItem(first)).toMatchObject({ state: 'anonymizing', reason: 'leak-found' });
    expect(await rig.stateOf(second)).toBe('verifying');
  });

  it('fences out who is verifying without it', async () => {
    const caseRef = randomUUID();
    const first = await another(caseRef, found('Kranzbichler'));
    const attempt = await rig.claim('verify', first, 'verify');
    await another(caseRef, found('Mechthild', 'first-name'));
    expect(await rig.ledger.beat(attempt)).toBe('fenced-out');
  });

  it('is found by who has not begun, and drives nobody twice', async () => {
    const caseRef = randomUUID();
    const first = await another(caseRef, found('Kranzbichler'));
    const waiting = await rig.trigger('verify', first);
    await another(caseRef, found('Mechthild', 'first-name'));
    expect(await rig.trigger('verify', first)).toEqual(waiting);
  });

  it('and is known already changes nothing, nor does it in another case or center', async () => {
    const caseRef = randomUUID();
    const first = await another(caseRef, found('Kranzbichler'));
    await rig.verified(first, 'verified');
    await another(caseRef, found('KRANZBICHLER'), found('Endoscope 190', 'device'), found('female', 'sex'));
    await another(randomUUID(), found('Wöhrlemann'));
    const elsewhere = await rig.accepted({ caseRef, center: 'south' });
    await rig.anonymized(elsewhere);
    await rig.extracted(elsewhere);
    expect(await rig.stateOf(first)).toBe('verified');
  });

  it.each(['approve', 'putOnHold', 'reject'] as const)('leaves a file as a person’s %s left it', async (decides) => {
    const caseRef = randomUUID();
    const first = await another(caseRef, found('Kranzbichler'));
    await rig.verified(first, 'verified');
    await rig.ledger[decides](await rig.seen(first));
    const state = await rig.stateOf(first);
    await another(caseRef, found('Mechthild', 'first-name'));
    expect(await rig.stateOf(first)).toBe(state);
  });

  it('of many files at once leaves none without a certificate for all of it', async () => {
    const caseRef = randomUUID();
    const items = await Promise.all(Array.from({ length: 5 }, () => rig.accepted({ caseRef })));
    await Promise.all(
      items.map(async (itemId, i) => {
        await rig.anonymized(itemId);
        const attempt = await rig.claim('extract', itemId, 'llm');
        await rig.ledger.completeExtract(attempt, { fields: [found(`Name ${'abcde'[i]}`)] });
      }),
    );
    expect(await Promise.all(items.map((itemId) => rig.stateOf(itemId)))).toEqual(items.map(() => 'verifying'));
    for (const itemId of items) await rig.verified(itemId, 'verified');
    expect(await rig.ledger.knownValuesOf('north', caseRef)).toHaveLength(5);
  });
});
