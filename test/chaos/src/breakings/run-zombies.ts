import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceName } from '@endoveil/ledger';
import type { Failpoint } from '@endoveil/runtime';
import { type HouseOptions, hurried } from '../house/house.js';
import type { Broken } from '../invariants/index.js';
import { sceneOf } from '../scene.js';
import type { DropKind } from '../workload/client-log.js';
import { dropNew } from '../workload/workload.js';
import { openHouse } from './open-house.js';
import { brokenAtRest, comeToRest } from './rest.js';

export interface ZombiesOptions extends Pick<HouseOptions, 'command'> {
  readonly zombies: number;
  /** How long each is paused; default: one and a half leases, which is 90 seconds where a lease is 60. */
  readonly pausedSeconds?: number;
  readonly tell?: (line: string) => void;
}

export interface ZombiesResult {
  /** Workers that were paused in mid attempt for longer than their lease, and resumed. */
  readonly paused: number;
  /** Attempts whose worker lost its lease. */
  readonly lost: number;
  /** Attempts of a paused worker that still had an effect after another had the job. */
  readonly staleWrites: number;
  readonly broken: readonly Broken[];
}

const services: readonly ServiceName[] = [
  'video-anonymizer',
  'pdf-reader',
  'verifier',
  'lock-and-dedupe',
  'metadata-llm',
];
const points: readonly Failpoint[] = ['work.after-claim', 'work.after-scratch', 'work.in-work'];
const PAUSED_WITHIN_SECONDS = 20;

/** Workers stop in mid attempt, wake up after others have their work, and go on as if nothing had happened. */
export async function runZombies(options: ZombiesOptions): Promise<ZombiesResult> {
  const { command, zombies, pausedSeconds = hurried.leaseSeconds * 1.5, tell = () => undefined } = options;
  await using opened = new AsyncDisposableStack();
  const { house, log, beside } = await openHouse(opened, { command });
  await house.ready();
  const replicas = services.map((service) => house.replica(service));
  await Promise.all(replicas.map(({ ports }) => ports));
  let paused = 0;
  for (let round = 0; paused < zombies && round < zombies; round += 1) {
    const all = [...services.map((service) => house.service(service)), ...replicas];
    const half = all.filter((_, i) => (i + round) % 2 === 0);
    for (const process of half) process.rearm(`${points[round % points.length]}:stop`);
    await Promise.all(half.map(({ ports }) => ports));
    for (const [i, kind] of (['exam', 'report', 'garbage', 'unknown-video', 'report'] as DropKind[]).entries())
      await dropNew(house, log, kind, 900 + round * 10 + i, beside);
    const until = performance.now() + PAUSED_WITHIN_SECONDS * 1000;
    while (half.some((one) => !one.isStopped) && performance.now() < until) await wait(200);
    const stopped = half.filter((one) => one.isStopped);
    paused += stopped.length;
    await wait(pausedSeconds * 1000);
    for (const process of stopped) process.thaw();
    // what met no work in time must not stop later, when nobody would wake it
    for (const process of half.filter((one) => !stopped.includes(one))) process.disarm();
    tell(`round ${round}: ${stopped.length} paused and resumed, ${paused} so far`);
    await wait(1_000);
  }
  await using scene = await sceneOf(house, log, 20);
  const rest = await comeToRest(scene, 120);
  const [counted] = await scene.sql<{ lost: number; stale: number }>(
    `select count(*) filter (where ending = 'lost')::int as lost,
       count(*) filter (where ending in ('done', 'declined', 'failed', 'hung', 'crashed') and exists (
         select 1 from ledger.attempt later where later.job_id = a.job_id and later.fence > a.fence
           and later.started_at < a.ended_at))::int as stale
     from ledger.attempt a`,
  );
  const found = await brokenAtRest(scene, rest);
  return { paused, lost: counted!.lost, staleWrites: counted!.stale, broken: found };
}
