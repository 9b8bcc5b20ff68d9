import { randomUUID } from 'node:crypto';
import { type FieldSource, ItemId } from '@endoveil/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRig } from '../ledger-rig.js';

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());

/** A case of its own, so that nothing is known from another test. */
async function verifiedItem(): Promise<ItemId> {
  const itemId = await rig.accepted({ caseRef: randomUUID() });
  await rig.anonymized(itemId);
  await rig.finished(itemId);
  return itemId;
}

const lastNames = async (itemId: ItemId) =>
  (await rig.ledger.showItem(itemId, { values: true }))!.fields
    .filter(({ name }) => name === 'last-name')
    .map(({ source, value }) => `${source} ${value}`);

const knownOf = async (itemId: ItemId) => {
  const { center, caseRef } = (await rig.ledger.showItem(itemId))!;
  return (await rig.ledger.knownValuesOf(center, caseRef)).map(({ value }) => value);
};

describe("a person's value", () => {
  it('stands before what machines found, which stays beside it', async () => {
    const itemId = await verifiedItem();
    await rig.ledger.setField(itemId, { name: 'last-name', value: 'Kranzbühler' }, 'steward');
    expect(await lastNames(itemId)).toEqual(['person Kranzbühler', 'overlay Kranzbichler']);
  });

  it('survives an extraction of the same run and a whole new run', async () => {
    const itemId = await verifiedItem();
    await rig.ledger.setField(itemId, { name: 'last-name', value: 'Kranzbühler' }, 'steward');
    // what was not searched for may be in the result: the next level makes a new one, and metadata are read anew
    await rig.verified(itemId, 'failed');
    await rig.anonymized(itemId, 'second');
    await rig.finished(itemId);
    expect(await lastNames(itemId)).toEqual(['person Kranzbühler', 'overlay Kranzbichler']);
    await rig.ledger.retryItem(itemId, 'steward');
    expect(await lastNames(itemId)).toEqual(['person Kranzbühler']);
    await rig.anonymized(itemId);
    await rig.finished(itemId);
    expect(await lastNames(itemId)).toEqual(['person Kranzbühler', 'overlay Kranzbichler']);
  });

  it('of one person is not replaced by another without consent', async () => {
    const itemId = await verifiedItem();
    const field = { name: 'sex', value: 'female' } as const;
    expect(await rig.ledger.setField(itemId, field, 'one')).toEqual({ outcome: 'set', verifiedAgain: false });
    expect(await rig.ledger.setField(itemId, field, 'two')).toEqual({ outcome: 'unchanged' });
    const other = { name: 'sex', value: 'male' } as const;
    expect(await rig.ledger.setField(itemId, other, 'two')).toEqual({ outcome: 'occupied' });
    expect(await rig.ledger.setField(itemId, { ...other, replace: true }, 'two')).toMatchObject({ outcome: 'set' });
  });

  it('is not entered by a machine that says it were one', async () => {
    const itemId = await rig.accepted();
    await rig.anonymized(itemId);
    const attempt = await rig.claim('extract', itemId, 'llm');
    const fields = [{ name: 'last-name', value: 'Erfunden', source: 'person', confidence: 1 }] as const;
    await rig.ledger.completeExtract(attempt, { fields });
    expect(await lastNames(itemId)).toEqual([]);
  });

  it('is audited by name and actor, never by value', async () => {
    const itemId = await verifiedItem();
    await rig.ledger.setField(itemId, { name: 'last-name', value: 'Kranzbühler' }, 'steward');
    const { history } = (await rig.ledger.showItem(itemId))!;
    const entry = history.find(({ action }) => action === 'field-set');
    expect(entry).toMatchObject({ actor: 'steward', detail: { field: 'last-name' } });
    expect(JSON.stringify(history)).not.toContain('Kranzb');
  });

  it('that was not searched for has the result verified again, one that was searched for has not', async () => {
    const itemId = await verifiedItem();
    const known = { name: 'last-name', value: 'Kranzbichler' } as const;
    expect(await rig.ledger.setField(itemId, known, 'steward')).toEqual({ outcome: 'set', verifiedAgain: false });
    expect(await rig.stateOf(itemId)).toBe('verified');
    const unknown = { name: 'last-name', value: 'Kranzbühler', replace: true } as const;
    expect(await rig.ledger.setField(itemId, unknown, 'steward')).toEqual({ outcome: 'set', verifiedAgain: true });
    expect(await rig.stateOf(itemId)).toBe('verifying');
    expect(await knownOf(itemId)).toEqual(expect.arrayContaining(['Kranzbühler', 'Kranzbichler']));
    await rig.verified(itemId, 'verified');
    expect(await rig.stateOf(itemId)).toBe('verified');
  });

  it('that comes while the verifier is at work fences it out', async () => {
    const itemId = await rig.accepted({ caseRef: randomUUID() });
    await rig.anonymized(itemId);
    await rig.extracted(itemId);
    const attempt = await rig.claim('verify', itemId, 'verify');
    await rig.ledger.setField(itemId, { name: 'first-name', value: 'Mechthild' }, 'steward');
    expect(await rig.ledger.beat(attempt)).toBe('fenced-out');
    await rig.verified(itemId, 'verified');
    expect(await rig.stateOf(itemId)).toBe('verified');
  });

  it('may be a machine’s that a person takes over', async () => {
    const itemId = await verifiedItem();
    expect(await rig.ledger.acceptField(itemId, 'last-name', 'overlay', 'steward')).toMatchObject({ outcome: 'set' });
    expect(await lastNames(itemId)).toEqual(['person Kranzbichler', 'overlay Kranzbichler']);
    expect(await rig.ledger.acceptField(itemId, 'last-name', 'llm', 'steward')).toEqual({ outcome: 'not-found' });
  });

  it('that a machine’s replaces is still searched for, and stays where that machine found nothing', async () => {
    const itemId = await verifiedItem();
    const accept = (source: FieldSource, consent = {}) =>
      rig.ledger.acceptField(itemId, 'last-name', source, 'steward', consent);
    await rig.ledger.setField(itemId, { name: 'last-name', value: 'Kranzbühler' }, 'steward');
    expect(await accept('overlay')).toEqual({ outcome: 'occupied' });
    expect(await accept('llm', { replace: true })).toEqual({ outcome: 'not-found' });
    expect(await lastNames(itemId)).toEqual(['person Kranzbühler', 'overlay Kranzbichler']);
    expect(await accept('overlay', { replace: true })).toMatchObject({ outcome: 'set' });
    expect(await lastNames(itemId)).toEqual(['person Kranzbichler', 'overlay Kranzbichler']);
    expect(await knownOf(itemId)).toContain('Kranzbühler');
  });

  it('is set on the item as it was seen, and on no other', async () => {
    const itemId = await verifiedItem();
    const { version } = await rig.seen(itemId);
    const set = (value: string) => rig.ledger.setField(itemId, { name: 'sex', value, version }, 'steward');
    expect(await set('female')).toMatchObject({ outcome: 'set' });
    expect(await set('male')).toEqual({ outcome: 'changed' });
  });

  it('changes nothing of what is unknown or was decided on', async () => {
    const value = { name: 'sex', value: 'female' } as const;
    expect(await rig.ledger.setField(ItemId.parse(randomUUID()), value, 'steward')).toEqual({ outcome: 'not-found' });
    const itemId = await verifiedItem();
    await rig.sql.query(`update ledger.item set state = 'published' where item_id = $1`, [itemId]);
    expect(await rig.ledger.setField(itemId, value, 'steward')).toEqual({ outcome: 'final' });
  });
});
