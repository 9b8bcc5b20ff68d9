import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startNats } from '@endoveil/embedded';
import { Redis } from 'ioredis';
import { aShortExam } from './exams.js';
import { everyService, HouseRig } from './house-rig.js';
import { bothWhole, countItems, endsOfBoth, killedAt } from './killed-rig.js';

let house: HouseRig;
beforeAll(async () => {
  house = await HouseRig.start();
});
afterAll(() => house[Symbol.asyncDispose]());

// other points and services: killed.slow.test.ts, and all of them: ./endoveil chaos --matrix
it.each(['work.in-work', 'work.after-commit'])(
  'workers killed at %s: a video and a report end as if nothing had happened',
  async (point) => {
    expect(await killedAt(house, point, ['pdf-reader', 'video-anonymizer'], point.length)).toEqual(bothWhole);
  },
);

it('the whole JetStream store wiped and Redis flushed in mid run: nothing is lost', async () => {
  await house.stop();
  const before = await countItems(house);
  const exam = await aShortExam(107);
  await house.serve(everyService);
  await house.drop(exam.video, 'case-107/video.mp4');
  await house.drop(exam.report, 'case-107/report.pdf');
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
  expect(await endsOfBoth(house, before + 2)).toEqual(bothWhole);
  await house.stop();
});
