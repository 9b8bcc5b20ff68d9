import { randomBytes, randomUUID } from 'node:crypto';
import { appendFile, copyFile, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DESTINATION } from '../house/house.js';
import { CANARY } from '../workload/make-files.js';
import { atRest } from './at-rest.js';
import { auditWhole } from './audit-whole.js';
import { invariants } from './index.js';
import type { Invariant } from './invariant.js';
import { kept } from './kept.js';
import { noCanary } from './no-canary.js';
import { once } from './once.js';
import { onlyApproved } from './only-approved.js';
import { onlyForward } from './only-forward.js';
import { publishedOnce } from './published-once.js';
import { type Finished, SceneRig } from './scene-rig.js';
import { scratchGone } from './scratch-gone.js';
import { sourceKept } from './source-kept.js';

let rig: SceneRig;
let seed = 0;
let one: Finished;
beforeAll(async () => {
  rig = await SceneRig.start();
});
afterAll(() => rig[Symbol.asyncDispose]());
beforeEach(async () => {
  one = await rig.finished((seed += 1));
});

/** What an invariant says beyond what earlier tests spoiled. */
async function newFaults(invariant: Invariant, spoil: () => Promise<void>): Promise<string[]> {
  const told = async () => (await invariant.check(rig.scene)).map(({ id, what }) => `${what} ${id}`);
  const before = new Set(await told());
  await spoil();
  return (await told()).filter((line) => !before.has(line));
}

it('finds nothing wrong where everything went well', async () => {
  for (const invariant of [...invariants, atRest])
    expect([invariant.name, await invariant.check(rig.scene)]).toEqual([invariant.name, []]);
});

describe('every invariant can fail', () => {
  it.each<[string, Invariant, string, () => Promise<unknown>]>([
    [
      'the bytes of an item are gone',
      kept,
      'cannot be read',
      async () => {
        const { rows } = await rig.pool.query('select blob from ledger.item where item_id = $1', [one.itemId]);
        await rm(rig.path('zones', 'sensitive', rows[0].blob));
      },
    ],
    [
      'an item has the bytes of another',
      kept,
      'other bytes',
      async () => {
        const key = rig.storage.cipher.newKey();
        const { blobId } = await rig.storage.blobs.putBytes(randomBytes(10), key);
        const hex = Buffer.from(key).toString('hex');
        await rig.pool.query(`update ledger.item set blob = $2, wrapped_key = decode($3, 'hex') where item_id = $1`, [
          one.itemId,
          blobId,
          hex,
        ]);
        // its names are under the old key
        await rig.pool.query('delete from ledger.sighting where item_id = $1', [one.itemId]);
      },
    ],
    [
      'a file is on no record',
      kept,
      'on no record',
      () => rig.pool.query('delete from ledger.sighting where item_id = $1', [one.itemId]),
    ],
    [
      'a file is on record with the bytes of another',
      kept,
      'on no record',
      async () => void rig.drops.push({ ...rig.drops.at(-1)!, sha256: rig.drops.at(-2)!.sha256 }),
    ],
    [
      'an upload was answered with an item that it is not',
      kept,
      'not what the answer',
      async () => void rig.drops.push({ ...rig.drops.at(-1)!, itemId: randomUUID() }),
    ],
    [
      'a content became two items',
      once,
      'items of one content',
      () =>
        rig.spoil(
          `insert into ledger.item (item_id, state, center, processor, case_ref, content_id, size_bytes, blob, wrapped_key, correlation_id)
        select '${randomUUID()}', 'held', center, processor, case_ref, content_id, size_bytes, blob, wrapped_key, correlation_id
        from ledger.item where item_id = $1`,
          [one.itemId],
        ),
    ],
    [
      'a file was recorded twice',
      once,
      'recorded 2 times',
      () =>
        rig.pool.query(
          `insert into ledger.sighting select gen_random_uuid(), item_id, case_ref, second_case, file_name, source_path, case_name
        from ledger.sighting where item_id = $1`,
          [one.itemId],
        ),
    ],
    [
      'bytes were recorded that no client had',
      once,
      'nobody handed it in',
      () => rig.pool.query(`update ledger.item set content_id = 'other' where item_id = $1`, [one.itemId]),
    ],
    [
      'a result stands twice in the folder',
      publishedOnce,
      'the same bytes',
      () => copyFile(rig.path(DESTINATION, `${one.publicId}.mp4`), rig.path(DESTINATION, `${randomUUID()}.mp4`)),
    ],
    [
      'a part of a publication is missing',
      publishedOnce,
      '2 of 3 files',
      () => rm(rig.path(DESTINATION, `${one.publicId}.manifest.json`)),
    ],
    [
      'what was published was changed',
      publishedOnce,
      'other bytes',
      () => appendFile(rig.path(DESTINATION, `${one.publicId}.mp4`), 'x'),
    ],
    [
      'what was approved never went out',
      publishedOnce,
      'not published',
      () => rig.spoil('delete from ledger.publication where item_id = $1', [one.itemId]),
    ],
    [
      'something can be seen that was not published',
      onlyApproved,
      'not published',
      () => writeFile(rig.path(DESTINATION, `${randomUUID()}.mp4`), 'x'),
    ],
    [
      'a publication had lost its approval',
      onlyApproved,
      'without a live approval',
      () =>
        rig.spoil(
          `insert into ledger.decision (decision_id, item_id, run_id, artifact_hash, kind, actor, at)
        select gen_random_uuid(), p.item_id, i.current_run, p.artifact_hash, 'revoke', 'steward', p.published_at
        from ledger.publication p join ledger.item i using (item_id) where p.item_id = $1`,
          [one.itemId],
        ),
    ],
    [
      'a publication was never verified',
      onlyApproved,
      'without a certificate',
      () =>
        rig.spoil(
          `update ledger.certificate set verdict = 'unsure' where artifact_id = (select artifact_id from ledger.publication where item_id = $1)`,
          [one.itemId],
        ),
    ],
    [
      'a name stands in a log',
      noCanary,
      'in plain',
      () => writeFile(rig.path('log', 'a.jsonl'), `{"file":"${CANARY}.mp4"}`),
    ],
    [
      'a name stands in a log, in base64',
      noCanary,
      'in plain',
      () => writeFile(rig.path('log', 'b.jsonl'), Buffer.from(`ab${CANARY}.mp4`).toString('base64')),
    ],
    [
      'a name is the name of a file',
      noCanary,
      'name of a file',
      () => writeFile(rig.path('zones', 'landing', `${CANARY}.part`), ''),
    ],
    [
      'an effect happened twice',
      onlyForward,
      'effect twice',
      () =>
        rig.spoil(
          `insert into ledger.attempt (attempt_id, job_id, step, level, durable, event_id, worker_id, fence, ended_at, ending)
        select gen_random_uuid(), job_id, step, level, durable, event_id, worker_id, fence + 1, now(), 'done' from ledger.attempt
        where job_id = (select job_id from ledger.job where item_id = $1 and stage = 'extract')`,
          [one.itemId],
        ),
    ],
    [
      'a fence went back',
      onlyForward,
      'fence of the job went back',
      () => rig.spoil(`update ledger.job set fence = 0 where item_id = $1 and stage = 'verify'`, [one.itemId]),
    ],
    [
      'a higher fence began earlier',
      onlyForward,
      'began earlier',
      () =>
        rig.spoil(
          `insert into ledger.attempt (attempt_id, job_id, step, level, durable, event_id, worker_id, fence, started_at, ended_at, ending)
        select gen_random_uuid(), job_id, step, level, durable, event_id, worker_id, fence + 1, started_at - interval '1 hour', now(), 'lost'
        from ledger.attempt where job_id = (select job_id from ledger.job where item_id = $1 and stage = 'verify')`,
          [one.itemId],
        ),
    ],
    [
      'a run went back',
      onlyForward,
      'came after',
      () =>
        rig.spoil(
          `update ledger.attempt set started_at = started_at + interval '1 hour'
        where job_id = (select job_id from ledger.job where item_id = $1 and stage = 'identify')`,
          [one.itemId],
        ),
    ],
    [
      'an entry of the history was changed',
      auditWhole,
      'altered',
      () =>
        rig.pool.query(`update ledger.audit set detail = '{}' where item_id = $1 and action = 'landed'`, [one.itemId]),
    ],
    [
      'an entry was never sealed',
      auditWhole,
      'not sealed',
      () =>
        rig.pool.query(
          `insert into ledger.audit (item_id, number, actor, action, detail)
        select item_id, max(number) + 1, 'system', 'x', '{}' from ledger.audit where item_id = $1 group by item_id`,
          [one.itemId],
        ),
    ],
    [
      'a step down is not told',
      auditWhole,
      'told 0 times',
      () =>
        rig.pool.query(
          `insert into ledger.escalation (job_id, step, from_level, reason)
        select job_id, 0, 'first', 'internal' from ledger.job where item_id = $1 and stage = 'anonymize'`,
          [one.itemId],
        ),
    ],
    [
      'scratch was left',
      scratchGone,
      'left in scratch',
      async () => {
        const path = rig.path('scratch', randomUUID(), '1');
        await mkdir(path, { recursive: true });
        await utimes(path, new Date(0), new Date(0));
      },
    ],
    [
      'a job waits for ever',
      atRest,
      'a job that is not done',
      () =>
        rig.spoil(`update ledger.job set state = 'requested' where item_id = $1 and stage = 'verify'`, [one.itemId]),
    ],
    [
      'an event was not published',
      atRest,
      'was not published',
      () =>
        rig.pool.query(
          'update ledger.outbox set published_at = null where sequence = (select max(sequence) from ledger.outbox)',
        ),
    ],
    [
      'an approved result waits for its way out',
      atRest,
      'not out',
      () => rig.spoil('delete from ledger.publication where item_id = $1', [one.itemId]),
    ],
    [
      'an upload was never answered',
      atRest,
      'never answered',
      async () => void rig.unsettled.push({ name: 'a.mp4', sha256: '' }),
    ],
    ['a file was not taken in', atRest, 'not taken in', () => writeFile(rig.path('drop', 'a.mp4'), 'x')],
    [
      'a source went too early',
      sourceKept,
      'before it was committed',
      () =>
        rig.pool.query(`update ledger.sighting set at = now() + interval '1 hour' where item_id = $1`, [one.itemId]),
    ],
    [
      'a source went with other bytes than were committed',
      sourceKept,
      'other bytes than are committed',
      async () => {
        const { name } = rig.drops.at(-1)!;
        Object.assign(rig.drops.at(-1)!, { sha256: rig.drops.at(-2)!.sha256 });
        rig.unsettled.push({ name, sha256: 'written over' });
      },
    ],
    [
      'a source went that was changed at the end, as none of what it was',
      sourceKept,
      'other bytes than are committed',
      async () => {
        const { name } = rig.drops.pop()!;
        rig.unsettled.push({ name, sha256: 'before' }, { name, sha256: 'after' });
      },
    ],
    [
      'a source went and was never committed',
      sourceKept,
      'never committed',
      () => rig.pool.query('delete from ledger.sighting where item_id = $1', [one.itemId]),
    ],
  ])('%s', async (_, invariant, says, spoil) => {
    const found = await newFaults(invariant, async () => void (await spoil()));
    expect(found.filter((line) => line.includes(says))).toHaveLength(1);
  });
});
