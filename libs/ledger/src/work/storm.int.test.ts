import { randomBytes, randomUUID } from 'node:crypto';
import { ArtifactHash, ArtifactId, BlobId, JobId } from '@endoveil/contracts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Attempt, JobFacts } from './attempt.js';
import type { LevelRegistration, OutboxMessage } from '../face.js';
import type { Ledger } from '../ledger.js';
import { certificateFor, ladder, LedgerRig } from '../ledger-rig.js';

let rig: LedgerRig;
let ledger: Ledger;
beforeAll(async () => {
  rig = await LedgerRig.start();
  ledger = await rig.another({
    leaseSeconds: 0.4,
    retryCurveSeconds: [0.01, 0.02],
    nakLimitSeconds: 0.015,
    deliveryDeadlineSeconds: 0.4,
    upgradeRetrySeconds: 0.1,
    deadLevelSeconds: { video: 600, report: 600, metadata: 600 },
  });
});
afterAll(async () => {
  await ledger.close();
  await rig[Symbol.asyncDispose]();
});

const chance = (share: number) => Math.random() < share;
const hex = (bytes: number) => randomBytes(bytes).toString('hex');

/** A level in bad weather: it may do its work, fail, hang, crash, decline, stop, or vanish without a word. */
async function handle({ level, stage }: LevelRegistration, attempt: Attempt, job: JobFacts): Promise<unknown> {
  if (chance(0.05)) return undefined;
  // the last metadata level needs nothing that could fail, and waits a minute when it does
  if (level === 'none') return await ledger.completeExtract(attempt, { fields: [] });
  if (chance(0.2)) await ledger.beat(attempt);
  if (chance(0.1)) return await ledger.fail(attempt, 'internal');
  if (chance(0.05)) return await ledger.hung(attempt);
  if (chance(0.1)) return await ledger.crashed(attempt);
  if (chance(0.05)) return await ledger.later(attempt, 'locked', 10);
  if (chance(0.05)) return await ledger.preempt(attempt);
  if (level === 'hold') return await ledger.hold(attempt, 'not-anonymized');
  if (stage !== 'identify' && stage !== 'verify' && chance(0.2))
    return await ledger.decline(attempt, 'llm-unavailable');
  switch (stage) {
    case 'identify':
      return await ledger.completeIdentify(attempt, { outcome: 'accepted', kind: 'video' });
    case 'anonymize':
      return await ledger.completeAnonymize(attempt, {
        artifactId: ArtifactId.parse(randomUUID()),
        artifact: { hash: ArtifactHash.parse(hex(32)), mediaType: 'video/mp4', sizeBytes: 10 },
        findings: { blob: BlobId.parse(hex(16)), wrappedKey: randomBytes(61) },
      });
    case 'extract':
      return await ledger.completeExtract(attempt, { fields: [] });
    case 'verify':
      return await ledger.completeVerify(attempt, {
        certificate: certificateFor(job.artifact!, chance(0.2) ? 'failed' : chance(0.2) ? 'unsure' : 'verified'),
      });
  }
}

/** A broker in bad weather: it loses one message of ten and brings one of ten twice. */
async function deliver(message: OutboxMessage): Promise<unknown> {
  if (chance(0.1)) return undefined;
  const { jobId, step } = message.payload as { jobId?: string; step?: number };
  if (jobId === undefined || step === undefined) return undefined;
  return await Promise.all(
    ladder
      .filter(({ listens }) => listens.includes(message.subject))
      .flatMap((level) => (chance(0.1) ? [level, level] : [level]))
      .map(async (level) => {
        const { eventId } = message;
        const input = { ...level, eventId, jobId: JobId.parse(jobId), step, workerId: `w-${hex(2)}` };
        const claimed = await ledger.claim(input);
        return claimed.outcome === 'claimed' ? await handle(level, claimed.attempt, claimed.job) : undefined;
      }),
  );
}

it('a storm of lost and doubled messages, crashes and vanished workers ends with every item in a final state', async () => {
  const contents = Array.from({ length: 24 }, () => hex(32));
  const landings = contents.flatMap((contentId, i) => Array.from({ length: i % 3 === 0 ? 2 : 1 }, () => contentId));
  await Promise.all(landings.map((contentId) => ledger.land(rig.landing({ contentId }))));
  let rounds = 0;
  await vi.waitFor(
    async () => {
      for (const { durable } of ladder) await rig.alive(durable);
      const messages: OutboxMessage[] = [];
      await ledger.takeOutbox(100, async (message) => void messages.push(message));
      await Promise.all([...messages.map(deliver), ledger.sweep(), ledger.reconcile()]);
      // as long as reasons pass and levels live there is always something to do better: it has to end somewhere
      if (++rounds < 40) await ledger.upgrade();
      const { rows } = await rig.sql.query(`select 1 from ledger.job where state <> 'done'`);
      expect(rows).toHaveLength(0);
    },
    { timeout: 50_000, interval: 5 },
  );

  const { rows: items } = await rig.sql.query<{ state: string }>('select distinct state from ledger.item');
  const final = ['verified', 'in-review', 'held', 'quarantined'];
  expect(items.map(({ state }) => state).filter((state) => !final.includes(state))).toEqual([]);
  const { rows: known } = await rig.sql.query<{ content_id: string }>('select content_id from ledger.content');
  const { rows: count } = await rig.sql.query<{ items: number }>('select count(*)::int as items from ledger.item');
  expect(known.length).toBeLessThanOrEqual(contents.length);
  expect(count[0]!.items).toBeGreaterThanOrEqual(contents.length);
  const { rows: open } = await rig.sql.query(
    `select 'attempt' from ledger.attempt where ended_at is null
     union all select 'run' from ledger.run where ended_at is null
     union all select 'fence' from ledger.attempt a join ledger.attempt b using (job_id)
       where a.fence < b.fence and (a.step > b.step or a.started_at > b.started_at)
     union all select 'unverified' from ledger.item i where i.state = 'verified' and not exists (
       select 1 from ledger.certificate c where c.run_id = i.current_run and c.verdict = 'verified')
     union all select 'leaking' from ledger.item i join ledger.artifact a on a.run_id = i.current_run
       join ledger.artifact same on same.hash = a.hash and same.item_id = a.item_id
       join ledger.certificate c on c.artifact_id = same.artifact_id and c.verdict = 'failed'
       where i.state in ('verified', 'in-review')
         and a.step = (select max(step) from ledger.artifact n where n.run_id = a.run_id)`,
  );
  expect(open).toEqual([]);
  const signer = { keyId: 'k', sign: (bytes: Uint8Array) => bytes, verify: () => true };
  while ((await ledger.sealAudit(signer)) > 0);
  expect(await ledger.checkAudit(signer)).toMatchObject({ whole: true, faults: [] });
});
