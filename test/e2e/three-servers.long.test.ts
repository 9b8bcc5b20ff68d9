import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { aShortExam } from './exams.js';
import { ThreeServers } from './three-servers-rig.js';

it('three servers do their work, and go on with two', async () => {
  await using servers = await ThreeServers.start();
  await servers.serve(1, 'registry');
  await Promise.all([servers.serve(1, 'intake'), servers.serve(1, 'video-anonymizer')]);
  for (const host of [2, 3] as const)
    await Promise.all(
      ['lock-and-dedupe', 'pdf-reader', 'metadata-llm', 'verifier'].map((service) => servers.serve(host, service)),
    );
  const [first, second] = await Promise.all([71, 72].map(aShortExam));
  const done = async () => {
    const { verified = 0, 'in-review': inReview = 0, ...others } = await servers.states();
    return { done: verified + inReview, others };
  };
  await servers.drop(first!.video, 'first.mp4');
  await servers.drop(first!.report, 'first.pdf');
  await expect.poll(done, { timeout: 120_000 }).toEqual({ done: 2, others: {} });

  // power fails at one of them, with work under way
  await servers.drop(second!.video, 'second.mp4');
  await servers.drop(second!.report, 'second.pdf');
  await expect.poll(async () => (await done()).others, { timeout: 60_000 }).not.toEqual({});
  await servers.cut(2);
  await expect.poll(done, { timeout: 180_000 }).toEqual({ done: 4, others: {} });

  // it comes back, with what it had on its disk
  servers.mend(2);
  await servers.startServers(2);
  await servers.serve(2, 'pdf-reader');
  const [third] = await Promise.all([73].map(aShortExam));
  await servers.drop(third!.report, 'third.pdf');
  await expect.poll(done, { timeout: 120_000 }).toEqual({ done: 5, others: {} });
  expect(await servers.count('select count(*) from ledger.artifact where artifact_id is null')).toBe(0);
  expect(
    await servers.count(
      'select count(*) from (select 1 from ledger.artifact group by run_id, step having count(*) > 1) x',
    ),
  ).toBe(0);
});

/** A and B do all the work, C only makes a majority possible. Whatever happens to A or B, every exam ends as without it. */
it('two servers and a witness', { timeout: 1_500_000 }, async () => {
  await using servers = await ThreeServers.start();
  const [a, b] = [1, 2] as const;
  const everything = async (host: typeof a | typeof b) => {
    await servers.serve(host, 'registry');
    const others = ['intake', 'lock-and-dedupe', 'video-anonymizer', 'pdf-reader', 'metadata-llm', 'verifier'];
    await Promise.all(others.map((service) => servers.serve(host, service)));
  };
  await everything(a);
  await everything(b);

  let seed = 80;
  const hand = async () => {
    const exams = await Promise.all([1, 2].map(() => aShortExam((seed += 1))));
    for (const [i, exam] of exams.entries()) {
      await servers.drop(exam.video, `${seed}-${i}.mp4`);
      await servers.drop(exam.report, `${seed}-${i}.pdf`);
    }
  };
  const times = (ends: Record<string, number>, by: number) =>
    Object.fromEntries(Object.entries(ends).map(([end, count]) => [end, count * by]));
  const done = async () => {
    const { verified = 0, 'in-review': inReview = 0, ...others } = await servers.states();
    return { done: verified + inReview, others };
  };
  await hand();
  await expect.poll(done, { timeout: 300_000 }).toEqual({ done: 4, others: {} });
  const undisturbed = await servers.ends();

  const disturbances: Readonly<Record<string, () => Promise<unknown>>> = {
    'A is cut off for 20 seconds, and goes on alone': async () => {
      servers.unplug(a);
      await wait(20_000);
      servers.mend(a);
    },
    'A, which leads, loses its power': () => servers.cut(a),
    'B loses its power, A is back': async () => {
      servers.mend(a);
      await servers.startServers(a);
      await everything(a);
      await servers.cut(b);
    },
  };
  let rounds = 1;
  for (const [name, disturb] of Object.entries(disturbances)) {
    rounds += 1;
    const since = new Date();
    // oxlint-disable-next-line no-await-in-loop -- one disturbance after the other
    await hand();
    await expect.poll(async () => (await done()).others, { timeout: 60_000 }).not.toEqual({});
    await disturb();
    await expect.poll(done, { timeout: 300_000 }).toEqual({ done: 4 * rounds, others: {} });
    expect(await servers.ends()).toEqual(times(undisturbed, rounds));
    process.stdout.write(`${name}: longest stall ${(await servers.longestStall(since)).toFixed(1)} s\n`);
  }
  expect(
    await servers.count(
      'select count(*) from (select 1 from ledger.artifact group by run_id, step having count(*) > 1) x',
    ),
  ).toBe(0);
});
