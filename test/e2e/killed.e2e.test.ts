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

const all = (except: string) => everyService.filter((service) => service !== except);

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

const workPoints = ['work.after-claim', 'work.in-work', 'work.after-store', 'work.after-commit'] as const;
const cases = [
  ...workPoints.map((point) => ['pdf-reader', point] as const),
  ...workPoints.map((point) => ['video-anonymizer', point] as const),
  ['registry', 'relay.after-publish'] as const,
  ['intake', 'intake.after-link'] as const,
];

describe('a process killed as power would', () => {
  it.each(cases)('%s at %s: the item ends as if nothing had happened', async (service, point) => {
    await house.stop();
    const before = await countBefore();
    const exam = await aShortExam((seed += 1));
    await house.serve(all(service));
    const victim = await house.serve([service], { ENDOVEIL_FAILPOINT: point });
    const source = service === 'video-anonymizer' ? exam.video : exam.report;
    await house.drop(source, `case-${seed}/exam${source.slice(-4)}`);
    expect(await victim.ended).toEqual({ code: null, signal: 'SIGKILL' });
    await house.serve([service]);
    const items = await house.settled(before + 1);
    const item = await house.item(items[0]!.itemId);
    expectWhole(item, service === 'video-anonymizer' ? 'verified' : 'in-review');
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
