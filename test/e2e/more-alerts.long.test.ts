import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPlatform } from '@endoveil/host';
import { anInventedPatient, makeExamReport } from '@endoveil/testing';
import { expect, it } from 'vitest';
import type { HouseRig, Running } from './house-rig.js';
import { seconds } from './prometheus-rig.js';
import { WatchedHouse } from './watched-house.js';

const MIB = 1024 ** 2;
const readers = 'pdf-reader,metadata-llm,verifier';

/** Mounts of its own, so that a test can fill or cover what only this process sees. */
const withOwnMounts = (first: string) =>
  ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', `${first} exec "$@"`, 'sh'] as const;
const inside = ({ child }: Running, ...command: readonly string[]) =>
  execFileSync('nsenter', ['--target', String(child.pid), '--user', '--preserve-credentials', '--mount', ...command]);

async function dropReports(house: HouseRig, count: number): Promise<void> {
  for (let seed = 101; seed < 101 + count; seed += 1) {
    const path = join(house.home, `${seed}.pdf`);
    await makeExamReport({ patient: anInventedPatient(seed), path, seed });
    await house.drop(path);
  }
}

/** A server and everything it started. */
function wholeServer(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(wholeServer)];
}
const signal = (pids: readonly number[], what: NodeJS.Signals) => {
  for (const pid of pids) process.kill(pid, what);
};

it('events that wait, a history that is not sealed, little room to work in, a sandbox that does not start', async () => {
  await using watched = await WatchedHouse.start();
  const { house, prometheus } = watched;
  const outage = seconds();
  await watched.run('registry', { ENDOVEIL_FAILPOINT: 'sealer.after-read:throw@1-1000000' });
  const scratch = await house.folder('scratch');
  await watched.run(
    'intake',
    { ENDOVEIL_SCRATCH_DIR: scratch },
    withOwnMounts(`mount -t tmpfs -o size=64m,mode=700 none '${scratch}' &&`),
  );
  const identifier = await watched.run('lock-and-dedupe', {}, withOwnMounts(''));
  inside(identifier, 'mount', '--bind', '/dev/null', '/usr/bin/bwrap');
  process.kill(house.stack.nats.pid, 'SIGSTOP');
  await dropReports(house, 2);
  await prometheus.comes(outage, 'EndoveilOutboxLag', 'EndoveilHistoryUnsealed', 'EndoveilScratchLow');
  const refusal = seconds();
  process.kill(house.stack.nats.pid, 'SIGCONT');
  await prometheus.comes(refusal, 'EndoveilSandboxRefused');

  inside(identifier, 'umount', '/usr/bin/bwrap');
  await watched.end('registry');
  await watched.run('registry');
  await watched.end('intake');
  await watched.run('intake');
  await watched.run(readers);
  await house.settled(2, 240);
  await expect(prometheus.isQuiet()).resolves.toBeUndefined();
});

it('work that nobody does, that nothing drives, and whose workers die', async () => {
  await using watched = await WatchedHouse.start();
  const { house, prometheus } = watched;
  await watched.run('registry');
  await watched.run('intake,lock-and-dedupe');
  const unread = seconds();
  await dropReports(house, 4);
  await prometheus.comes(unread, 'EndoveilQueueOld', 'EndoveilLevelWithoutWorker');
  await house.until(
    'four reports that wait',
    () => house.query<{ count: string }>(`select count(*) from ledger.job where stage = 'anonymize'`),
    ({ rows }) => Number(rows[0]!.count) === 4,
  );

  const undriven = seconds();
  await using platform = await openPlatform('test', { ...house.environment, ENDOVEIL_LOG_LEVEL: 'silent' });
  await platform.bus.manager.streams.purge('ENDOVEIL');
  // three of them on one report send it to the next level: who works there would take it away from those who count
  const dying = { LEVELS: 'full-reading', ENDOVEIL_FAILPOINT: 'work.in-work' };
  for (let deaths = 0; deaths < 4; deaths += 1) await (await watched.run('pdf-reader', dying)).ended;
  await prometheus.comes(undriven, 'EndoveilItemsStuck', 'EndoveilWorkersLost', 'EndoveilProcessDown');

  await watched.run('pdf-reader');
  await watched.run('metadata-llm,verifier');
  await house.settled(4, 240);
  await expect(prometheus.isQuiet()).resolves.toBeUndefined();
});

it('publications that nobody serves, and of which nobody knows', async () => {
  await using watched = await WatchedHouse.start();
  const { house, prometheus } = watched;
  await watched.run('registry');
  await watched.run(`intake,lock-and-dedupe,${readers}`);
  await dropReports(house, 1);
  const [item] = await house.settled(1, 240);
  const research = await house.folder('research');
  const destinations = {
    ENDOVEIL_DESTINATIONS: JSON.stringify([{ name: 'research', kind: 'folder', path: research }]),
  };
  await watched.run('publisher', destinations);
  await house.until(
    'a plan',
    () => house.post(`/v1/items/${item!.itemId}/publications`, { destination: 'research' }),
    ({ ok }) => ok,
  );
  await watched.end('publisher');
  const unserved = seconds();
  expect((await house.decide(item!.itemId, 'approve', { reason: 'compared with the original' })).status).toBe(200);
  await prometheus.comes(unserved, 'EndoveilPublicationOld', 'EndoveilDestinationNotServed');

  // one dies when the bytes are there, the next one when it wants to ask for them
  const unknown = seconds();
  for (const point of ['publisher.after-finalize', 'publisher.after-claim'])
    await (
      await watched.run('publisher', { ...destinations, ENDOVEIL_FAILPOINT: point })
    ).ended;
  await prometheus.comes(unknown, 'EndoveilPublicationUnconfirmed');

  await watched.run('publisher', destinations);
  await prometheus.isQuiet();
  expect((await house.items()).map(({ state }) => state)).toEqual(['published']);
});

it('a stream that fills', async () => {
  await using watched = await WatchedHouse.start({ ENDOVEIL_STREAM_MAX_BYTES: String(MIB) });
  const { house, prometheus } = watched;
  await watched.run('registry');
  await using platform = await openPlatform('test', { ...house.environment, ENDOVEIL_LOG_LEVEL: 'silent' });
  const { manager, client } = platform.bus;
  const noise = async (messages: number) => {
    for (let i = 0; i < messages; i += 1) await client.publish('endoveil.noise', new Uint8Array(60_000));
  };
  const filling = seconds();
  await noise(13);
  await prometheus.comes(filling, 'EndoveilStreamFilling');
  expect(await prometheus.cameSince(filling, 'EndoveilStreamNearlyFull')).toBe(false);
  await noise(3);
  await prometheus.comes(filling, 'EndoveilStreamNearlyFull');

  await manager.streams.purge('ENDOVEIL', { filter: 'endoveil.noise' });
  await expect(prometheus.isQuiet()).resolves.toBeUndefined();
});

it('a process that stands still again and again', async () => {
  await using watched = await WatchedHouse.start();
  const { prometheus } = watched;
  await watched.run('registry');
  const { child } = await watched.run('intake');
  const slow = seconds();
  const standing = setInterval(() => {
    child.kill('SIGSTOP');
    setTimeout(() => child.kill('SIGCONT'), 1_400);
  }, 1_500);
  await prometheus.comes(slow, 'EndoveilEventLoopSlow').finally(() => clearInterval(standing));
  await expect(prometheus.isQuiet()).resolves.toBeUndefined();
});

it('a record that does not answer, and nobody who could ask it', async () => {
  await using watched = await WatchedHouse.start();
  const { house, prometheus } = watched;
  await watched.run('registry');
  await watched.run('intake');
  await prometheus.isQuiet();
  const hanging = seconds();
  const postgres = wholeServer(house.stack.postgres.pid);
  signal(postgres, 'SIGSTOP');
  await prometheus.comes(hanging, 'EndoveilRecordAway').finally(() => signal(postgres.toReversed(), 'SIGCONT'));
  await prometheus.isQuiet();

  const unasked = seconds();
  await watched.end('registry');
  await prometheus.comes(unasked, 'EndoveilRecordAway');
  await watched.run('registry');
  await expect(prometheus.isQuiet()).resolves.toBeUndefined();
});

it('an item that counts as finished without an anonymized result', async () => {
  await using watched = await WatchedHouse.start();
  const { house, prometheus } = watched;
  await watched.run('registry');
  await prometheus.isQuiet();
  // it cannot happen, so it is written into the record behind the back of all that forbids it
  const shown = `'items', array['-', 'report', 'verified', 'hold', 'none']`;
  const forbidden = seconds();
  await house.query(`insert into ledger.tally_change values (${shown}, 1)`);
  await prometheus.comes(forbidden, 'EndoveilShownWithoutAnonymization');
  await house.query(`insert into ledger.tally_change values (${shown}, -1)`);
  await expect(prometheus.isQuiet()).resolves.toBeUndefined();
});
