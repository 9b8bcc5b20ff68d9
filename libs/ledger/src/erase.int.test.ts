import { randomBytes, randomUUID } from 'node:crypto';
import { DestinationName, UploadId } from '@endoveil/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LedgerRig } from './ledger-rig.js';

const signer = { keyId: 'k', sign: (bytes: Uint8Array) => bytes, verify: () => true };
const SECRET = 'Kranzbichler';
const names = { fileName: `${SECRET}.mp4`, sourcePath: `/drop/${SECRET}.mp4`, caseName: SECRET };

let rig: LedgerRig;
beforeAll(async () => {
  rig = await LedgerRig.start();
});
afterAll(async () => await rig[Symbol.asyncDispose]());

async function erased(itemId: Awaited<ReturnType<LedgerRig['accepted']>>) {
  const asked = await rig.ledger.askErasure(itemId, 'erased-on-request', 'anna');
  if (!('code' in asked)) throw new Error(asked.outcome);
  return await rig.ledger.eraseItem(itemId, { code: asked.code, cause: 'erased-on-request', actor: 'anna' });
}

/** An item with a result, a person's look and an approval; and everything that the database keeps of it. */
async function full() {
  const landing = rig.landing({ names });
  const itemId = await rig.accepted(landing);
  await rig.anonymized(itemId);
  await rig.finished(itemId);
  await rig.ledger.disclose({ itemId, what: 'source', actor: 'anna', reason: `is this ${SECRET}?` });
  await rig.ledger.approve(await rig.seen(itemId));
  return { itemId, landing };
}

async function dump(itemId: string): Promise<string> {
  const { rows } = await rig.sql.query<{ table: string }>(
    `select distinct table_name as table from information_schema.columns
     where table_schema = 'ledger' and column_name = 'item_id'`,
  );
  const found = [];
  for (const { table } of rows)
    found.push((await rig.sql.query(`select * from ledger.${table} where item_id = $1`, [itemId])).rows);
  return JSON.stringify(found);
}

it('takes two steps, and destroys names, values and keys, but not the history', async () => {
  const { itemId, landing } = await full();
  const key = Buffer.from(landing.wrappedKey).toJSON();
  expect(await dump(itemId)).toContain(JSON.stringify(key));
  const word = { code: 'deadbeef', cause: 'erased-on-request', actor: 'anna' } as const;
  expect(await rig.ledger.eraseItem(itemId, word)).toEqual({ outcome: 'not-confirmed' });
  expect(await erased(itemId)).toMatchObject({
    outcome: 'erased',
    bytes: { itemId, blobs: expect.arrayContaining([landing.blob]) },
  });
  const left = await dump(itemId);
  expect(left).not.toContain(JSON.stringify(key));
  expect(left).not.toContain(landing.caseRef);
  const item = await rig.ledger.showItem(itemId, { values: true });
  expect(item).toMatchObject({ state: 'erased', reason: 'erased-on-request', fields: [], approvedHash: null });
  expect(item?.names).toBeUndefined();
  expect(item?.history.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['landed', 'erasure-asked', 'erased']),
  );
  expect(await rig.ledger.disclose({ itemId, what: 'source', actor: 'anna', reason: 'again' })).toBeNull();
  expect(await rig.ledger.artifactOf(itemId, item!.artifactHash as never)).toBeNull();
  expect(await rig.ledger.listDecisions(itemId, { values: true })).not.toHaveLength(0);
  while ((await rig.ledger.sealAudit(signer)) > 0);
  expect(await rig.ledger.checkAudit(signer)).toMatchObject({ whole: true });
  // the file may still lie in the drop folder
  expect(await rig.ledger.knownLandings([landing.landingId])).toEqual(new Set([landing.landingId]));
  expect(await rig.ledger.retryItem(itemId, 'anna')).toEqual({ outcome: 'final' });
});

it('waits for who works on it, and for what is at a destination', async () => {
  const working = await rig.accepted();
  await rig.claim('anonymize', working, 'first');
  expect(await erased(working)).toEqual({ outcome: 'in-progress' });
  const out = await rig.released();
  await rig.ledger.approve(await rig.seen(out));
  const destination = DestinationName.parse('somewhere');
  await rig.ledger.planPublication({ itemId: out, destination, actor: 'anna' });
  expect(await erased(out)).toEqual({ outcome: 'withdraw-first' });
});

it('lets erased content in again only by a person’s word', async () => {
  const contentId = randomBytes(32).toString('hex');
  const first = await rig.accepted({ contentId });
  await erased(first);
  const again = await rig.ledger.land(rig.landing({ contentId }));
  const identify = async () =>
    await rig.ledger.completeIdentify(await rig.claim('identify', again.itemId, 'identify'), {
      outcome: 'accepted',
      kind: 'video',
    });
  expect(await identify()).toMatchObject({ outcome: 'committed', as: 'quarantined' });
  expect((await rig.ledger.showItem(again.itemId))?.reason).toBe('erased-before');
  expect((await rig.ledger.retryItem(again.itemId, 'anna')).outcome).toBe('retried');
  expect(await identify()).toMatchObject({ as: 'accepted' });
});

it('erases again what a restored backup brings back, under the same tombstone', async () => {
  const { itemId, landing } = await full();
  await erased(itemId);
  await rig.ledger.buried(itemId);
  await rig.sql.query(
    `update ledger.item set state = 'verified', wrapped_key = $2, blob = $3, content_id = $4 where item_id = $1`,
    [itemId, Buffer.from(landing.wrappedKey), landing.blob, landing.contentId],
  );
  expect(await rig.ledger.notErased([itemId, randomUUID()])).toEqual([itemId]);
  expect(await rig.ledger.eraseAgain([itemId])).toBe(1);
  expect(await rig.stateOf(itemId)).toBe('erased');
  expect(await rig.ledger.unburied()).toEqual(expect.arrayContaining([expect.objectContaining({ itemId })]));
});

it('lets a result go with the last item that has it, whoever was erased before', async () => {
  const [one, other] = [await full(), await full()];
  const hash = randomBytes(32).toString('hex');
  const companion = randomBytes(32).toString('hex');
  await rig.sql.query(
    `update ledger.artifact set hash = $2, companion = jsonb_build_object('hash', $3::text) where item_id = any($1)`,
    [[one.itemId, other.itemId], hash, companion],
  );
  expect(await rig.ledger.namedArtifacts([hash, companion] as never)).toEqual(new Set([hash, companion]));
  expect(await erased(one.itemId)).toMatchObject({ bytes: { artifacts: [] } });
  expect(await rig.ledger.namedArtifacts([hash, companion] as never)).toEqual(new Set([hash, companion]));
  const last = await erased(other.itemId);
  expect('bytes' in last && new Set(last.bytes.artifacts)).toEqual(new Set([hash, companion]));
  expect(await rig.ledger.namedArtifacts([hash, companion] as never)).toEqual(new Set());
});

it('destroys the key that an upload still holds, where its process died right after landing', async () => {
  const landing = rig.landing({ names });
  const upload = {
    uploadId: UploadId.parse(landing.landingId),
    owner: 'anna',
    center: 'north',
    processor: 'unknown',
    sizeBytes: 1000,
    wrappedKey: landing.wrappedKey,
    facts: { fileName: names.fileName, caseName: SECRET, sha256: null },
  };
  await rig.ledger.createUpload(upload, { each: 10 });
  const itemId = await rig.accepted(landing);
  await erased(itemId);
  expect(await rig.ledger.takeUpload(upload.uploadId)).toBeNull();
});

it('discards nothing that a person tries again meanwhile', async () => {
  const { itemId } = await rig.ledger.land(rig.landing());
  await rig.ledger.quarantine(await rig.claim('identify', itemId, 'identify'), 'unknown-format');
  await rig.sql.query(`update ledger.item set changed_at = now() - interval '8 days' where item_id = $1`, [itemId]);
  const person = await rig.sql.connect();
  await person.query('begin');
  await person.query(`update ledger.item set state = 'landed', changed_at = now() where item_id = $1`, [itemId]);
  const discarding = rig.ledger.discardQuarantined(7);
  const waits = async () =>
    (await rig.sql.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)).rows.length > 0;
  const over = discarding.then(() => true);
  while (!(await Promise.race([over, waits()])));
  await person.query('commit');
  person.release();
  await discarding;
  expect(await rig.stateOf(itemId)).toBe('landed');
});

it('discards nothing by its time that was set apart for a reason around it, such as a full disk', async () => {
  const { itemId } = await rig.ledger.land(rig.landing());
  await rig.ledger.quarantine(await rig.claim('identify', itemId, 'identify'), 'disk-full');
  expect(await rig.stateOf(itemId)).toBe('quarantined');
  await rig.sql.query(`update ledger.item set changed_at = now() - interval '8 days' where item_id = $1`, [itemId]);
  await rig.ledger.discardQuarantined(7);
  expect(await rig.stateOf(itemId)).toBe('quarantined');
});

it('discards nothing that has left quarantine since the first step', async () => {
  const { itemId } = await rig.ledger.land(rig.landing());
  await rig.ledger.quarantine(await rig.claim('identify', itemId, 'identify'), 'unknown-format');
  const asked = await rig.ledger.askErasure(itemId, 'discarded', 'anna');
  await rig.ledger.retryItem(itemId, 'berta');
  const word = { code: 'code' in asked ? asked.code : '', cause: 'discarded', actor: 'anna' } as const;
  expect(await rig.ledger.eraseItem(itemId, word)).toEqual({ outcome: 'not-confirmed' });
  expect(await rig.stateOf(itemId)).toBe('landed');
});

it('discards only what stands in quarantine, in two steps or after its time', async () => {
  const set = async () => {
    const { itemId } = await rig.ledger.land(rig.landing());
    await rig.ledger.quarantine(await rig.claim('identify', itemId, 'identify'), 'unknown-format');
    return itemId;
  };
  const [old, young] = [await set(), await set()];
  await rig.sql.query(`update ledger.item set changed_at = now() - interval '8 days' where item_id = $1`, [old]);
  expect(await rig.ledger.discardQuarantined(7)).toBe(1);
  expect([await rig.stateOf(old), await rig.stateOf(young)]).toEqual(['erased', 'quarantined']);
  expect(await rig.ledger.askErasure(await rig.accepted(), 'discarded', 'anna')).toEqual({
    outcome: 'not-quarantined',
  });
  const asked = await rig.ledger.askErasure(young, 'discarded', 'anna');
  const code = 'code' in asked ? asked.code : '';
  expect((await rig.ledger.eraseItem(young, { code, cause: 'discarded', actor: 'anna' })).outcome).toBe('erased');
});
