import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRig } from './ledger-rig.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());

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
});
