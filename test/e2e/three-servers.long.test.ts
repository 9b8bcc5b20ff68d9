import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { aShortExam } from './exams.js';
import { ThreeServers } from './three-servers-rig.js';

/** Root may make network namespaces; nobody else may. */
const mayMakeNetworks = (() => {
  try {
    execFileSync('unshare', ['--net', 'true'], { stdio: 'ignore' });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
})();

it.skipIf(!mayMakeNetworks)('three servers do their work, and go on with two', async () => {
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
