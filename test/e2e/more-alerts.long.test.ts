import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openPlatform } from '@endoveil/host';
import { anInventedPatient, makeExamReport } from '@endoveil/testing';
import { expect, it } from 'vitest';
import { HouseRig, type Running, timing } from './house-rig.js';
import { PrometheusRig } from './prometheus-rig.js';

const MIB = 1024 ** 2;
const seconds = {
  ...{ leaseSeconds: 5, beatSeconds: 0.5, workerGoneSeconds: 3, deliveryDeadlineSeconds: 3, reconnectSeconds: 60 },
  // long enough for a sandbox that does not start to be seen and mended
  retryCurveSeconds: [4, 6, 8],
};

/** Mounts of its own, so that a test can fill or cover what only this process sees. */
const withOwnMounts = (first: string) =>
  ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', `${first} exec "$@"`, 'sh'] as const;
const inside = ({ child }: Running, ...command: readonly string[]) =>
  execFileSync('nsenter', ['--target', String(child.pid), '--user', '--preserve-credentials', '--mount', ...command]);

it('what the shorter test does not cause is caused here', () => {
  const read = (file: string) => readFileSync(resolve(import.meta.dirname, file), 'utf8');
  const alerts = [...read('../../deploy/prometheus/rules/alerts.yml').matchAll(/- alert: (\w+)/g)].map(
    ([, name]) => name!,
  );
  const caused = read('watched.slow.test.ts') + read('more-alerts.long.test.ts');
  expect(alerts.filter((name) => !caused.includes(`'${name}'`))).toEqual([]);
});

it('a real Prometheus sees rarer trouble come and go', async () => {
  await using house = await HouseRig.start({
    ENDOVEIL_PUBLISH_POLL_SECONDS: '0.5',
    ENDOVEIL_STREAM_MAX_BYTES: String(MIB),
    ENDOVEIL_TIMING: JSON.stringify({ ...timing, ...seconds }),
  });
  await using prometheus = await PrometheusRig.start(join(house.home, 'prometheus'), { waits: true });
  await using platform = await openPlatform('test', { ...house.environment, ENDOVEIL_LOG_LEVEL: 'silent' });
  const { manager, client } = platform.bus;
  const watched = new Map<string, Running>();
  const run = async (name: string, extra: Readonly<Record<string, string>> = {}, behind: readonly string[] = []) => {
    watched.set(name, await house.serve([name], extra, behind));
    await prometheus.watch(...[...watched.values()].map(({ ports }) => ports.metricsPort));
    return watched.get(name)!;
  };
  const end = async (name: string) => {
    const { child, ended } = watched.get(name)!;
    watched.delete(name);
    await prometheus.watch(...[...watched.values()].map(({ ports }) => ports.metricsPort));
    child.kill('SIGTERM');
    await ended;
  };

  // the history cannot be sealed; nobody publishes events; little room to work in; the sandbox does not start
  await run('registry', { ENDOVEIL_FAILPOINT: 'sealer.after-read:throw@1-1000000' });
  const scratch = await house.folder('scratch');
  await run(
    'intake',
    { ENDOVEIL_SCRATCH_DIR: scratch },
    withOwnMounts(`mount -t tmpfs -o size=64m,mode=700 none '${scratch}' &&`),
  );
  const identifier = await run('lock-and-dedupe', {}, withOwnMounts(''));
  inside(identifier, 'mount', '--bind', '/dev/null', '/usr/bin/bwrap');
  process.kill(house.stack.nats.pid, 'SIGSTOP');
  for (const seed of [101, 102, 103, 104]) {
    const path = join(house.home, `${seed}.pdf`);
    await makeExamReport({ patient: anInventedPatient(seed), path, seed });
    await house.drop(path);
  }
  await prometheus.hasFired('EndoveilOutboxLag', 'EndoveilHistoryUnsealed', 'EndoveilScratchLow');
  process.kill(house.stack.nats.pid, 'SIGCONT');
  await prometheus.hasFired('EndoveilSandboxRefused');
  inside(identifier, 'umount', '/usr/bin/bwrap');

  // nobody reads reports; then what would drive them is lost; then who reads them dies, again and again
  const dying = { ENDOVEIL_FAILPOINT: 'work.in-work' };
  await prometheus.hasFired('EndoveilQueueOld');
  await house.until(
    'four reports that wait',
    () => house.query<{ count: string }>(`select count(*) from ledger.job where stage = 'anonymize'`),
    ({ rows }) => Number(rows[0]!.count) === 4,
  );
  await manager.streams.purge('ENDOVEIL');
  for (let deaths = 0; deaths < 4; deaths += 1) await (await run('pdf-reader', dying)).ended;
  await prometheus.hasFired('EndoveilItemsStuck', 'EndoveilWorkersLost', 'EndoveilProcessDown');
  await run('pdf-reader');
  await run('metadata-llm');
  await run('verifier');
  const item = (await house.settled(4, 240)).find(({ state }) => state === 'verified' || state === 'in-review');

  // nobody serves the destination; then nobody knows whether it has what was sent
  const research = await house.folder('research');
  const destinations = {
    ENDOVEIL_DESTINATIONS: JSON.stringify([{ name: 'research', kind: 'folder', path: research }]),
  };
  await run('publisher', destinations);
  await house.until(
    'a plan',
    () => house.post(`/v1/items/${item!.itemId}/publications`, { destination: 'research' }),
    ({ ok }) => ok,
  );
  await end('publisher');
  expect((await house.decide(item!.itemId, 'approve', { reason: 'compared with the original' })).status).toBe(200);
  await prometheus.hasFired('EndoveilPublicationOld', 'EndoveilDestinationNotServed');
  // one dies when the bytes are there, the next one when it wants to ask for them
  for (const point of ['publisher.after-finalize', 'publisher.after-claim'])
    await (
      await run('publisher', { ...destinations, ENDOVEIL_FAILPOINT: point })
    ).ended;
  await prometheus.hasFired('EndoveilPublicationUnconfirmed');
  await run('publisher', destinations);

  // the stream fills; a process stands still; no registry runs
  for (let i = 0; i < 16; i += 1) await client.publish('endoveil.noise', new Uint8Array(60_000)).catch(() => undefined);
  await prometheus.hasFired('EndoveilStreamFilling', 'EndoveilStreamNearlyFull');
  await manager.streams.purge('ENDOVEIL', { filter: 'endoveil.noise' });
  const standing = setInterval(() => {
    identifier.child.kill('SIGSTOP');
    setTimeout(() => identifier.child.kill('SIGCONT'), 1_400);
  }, 1_500);
  await prometheus.hasFired('EndoveilEventLoopSlow').finally(() => clearInterval(standing));
  await end('registry');
  await prometheus.hasFired('EndoveilRecordAway');
  await run('registry');

  // it cannot happen, so it is written into the record behind the back of all that forbids it
  const shown = `'items', array['-', 'report', 'verified', 'hold', 'none']`;
  await house.query(`insert into ledger.tally_change values (${shown}, 1)`);
  await prometheus.hasFired('EndoveilShownWithoutAnonymization');
  await house.query(`insert into ledger.tally_change values (${shown}, -1)`);
  await end('intake');
  await prometheus.isQuiet();
  expect((await house.items()).map(({ state }) => state)).toContain('published');
}, 1_200_000);
