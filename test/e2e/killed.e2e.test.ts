import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Redis } from 'ioredis';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startNats } from '@endoveil/embedded';
import type { ItemDetail } from '@endoveil/ledger';
import { aShortExam } from './exams.js';
import { everyService, HouseRig } from './house-rig.js';

let house: HouseRig;
let seed = 100;
beforeAll(async () => {
  house = await HouseRig.start();
});
afterAll(() => house[Symbol.asyncDispose]());

/** The same end, whatever was killed on the way: one visible artifact with one certificate, every attempt ended. */
function expectWhole(item: ItemDetail, state: string): void {
  expect(item.state).toBe(state);
  const [run] = item.runs;
  expect(item.runs).toHaveLength(1);
  expect(run!.artifacts).toHaveLength(1);
  expect(run!.certificates).toHaveLength(1);
  expect(run!.certificates[0]!.certificate.body.artifactHash).toBe(item.artifactHash);
  const attempts = run!.jobs.flatMap(({ attempts: those }) => those);
  expect(attempts.every(({ endedAt }) => endedAt !== null)).toBe(true);
  for (const job of run!.jobs) {
    const fences = job.attempts.map(({ fence }) => fence);
    expect(fences).toEqual(fences.toSorted((a, b) => a - b));
  }
}

const workers = ['pdf-reader', 'video-anonymizer'] as const;
const cases: readonly (readonly [point: string, victims: readonly string[]])[] = [
  ['work.after-claim', workers],
  ['work.in-work', workers],
  ['work.after-store', workers],
  ['work.after-commit', workers],
  ['relay.after-publish', ['registry']],
  ['intake.after-link', ['intake']],
];

describe('processes killed as power would', () => {
  it.each(cases)('at %s of %s: a video and a report end as if nothing had happened', async (point, victims) => {
    await house.stop();
    const before = await countBefore();
    const exam = await aShortExam((seed += 1));
    await house.serve(everyService.filter((service) => !victims.includes(service)));
    const killed = await Promise.all(victims.map((service) => house.serve([service], { ENDOVEIL_FAILPOINT: point })));
    await house.drop(exam.video, `case-${seed}/exam.mp4`);
    await house.drop(exam.report, `case-${seed}/exam.pdf`);
    for (const { ended } of killed) expect(await ended).toEqual({ code: null, signal: 'SIGKILL' });
    await Promise.all(victims.map((service) => house.serve([service])));
    const items = await house.settled(before + 2);
    for (const { itemId, kind } of items.slice(0, 2))
      expectWhole(await house.item(itemId), kind === 'video' ? 'verified' : 'in-review');
  });

  async function countBefore(): Promise<number> {
    const { rows } = await house.query<{ count: number }>('select count(*)::int as count from ledger.item');
    return rows[0]!.count;
  }
});

it('the whole JetStream store wiped and Redis flushed in mid run: nothing is lost', async () => {
  await house.stop();
  const { rows } = await house.query<{ count: number }>('select count(*)::int as count from ledger.item');
  const exam = await aShortExam((seed += 1));
  await house.serve(everyService);
  await house.drop(exam.video, `case-${seed}/video.mp4`);
  await house.drop(exam.report, `case-${seed}/report.pdf`);
  await house.until(
    'work to begin',
    () => house.items(),
    (items) => items.some(({ state }) => state === 'anonymizing' || state === 'extracting'),
  );
  const { port } = house.stack.nats;
  await house.stack.nats.stop('SIGKILL');
  const dir = join(house.home, 'servers', 'nats');
  await rm(join(dir, 'store'), { recursive: true, force: true });
  const redis = new Redis(house.stack.redis.url);
  await redis.flushall();
  redis.disconnect();
  await using nats = await startNats({ dir, port, dieWithParent: true });
  expect(nats.port).toBe(port);
  const items = await house.settled(rows[0]!.count + 2);
  for (const { itemId, kind } of items.slice(0, 2))
    expectWhole(await house.item(itemId), kind === 'video' ? 'verified' : 'in-review');
  await house.stop();
});
