import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceName } from '@endoveil/ledger';
import type { Failpoint } from '@endoveil/runtime';
import { publishGarbage } from '../faults/publish-garbage.js';
import type { House } from '../house/house.js';
import type { ServiceProcess } from '../house/service-process.js';
import type { Scene } from '../scene.js';

type Armed = readonly { readonly service: ServiceName; readonly point: Failpoint }[];

const atShutdown = /^(process\.stop|worker\.before-goodbye|work\.(before|after)-ending)/;
const LOOK_EVERY_MS = 30;
const STOPPED_MS = 400;

/** What work that is over in no time is armed with besides, so that it fails or lasts, as longer work does by itself. */
export function besides({ service, point }: Armed[number]): readonly string[] {
  if (service !== 'metadata-llm' && service !== 'pdf-reader') return [];
  if (/^work\.(before|after)-ending/.test(point)) return ['work.in-work:throw'];
  return /^work\.(before|after)-beat/.test(point) ? ['work.in-work:stop'] : [];
}

/** Brings about what some points wait for: a shutdown in mid work, garbage, a wiped stream, a level that was lost. */
export async function provoke(house: House, scene: Scene, round: Armed, stop: AbortSignal): Promise<void> {
  const has = (pattern: RegExp) => round.some(({ point }) => pattern.test(point));
  const doing: Promise<void>[] = round
    .filter((one) => atShutdown.test(one.point) && besides(one).length === 0)
    .map(({ service }) => endInMidWork(house, scene, service, stop));
  if (has(/-park$/)) doing.push(garbage(house, stop));
  if (has(/^reconciler/)) doing.push(house.servers.wipeStream());
  if (has(/^upgrader/)) doing.push(losing(house, scene, stop));
  for (const one of round.filter((each) => besides(each).some((spec) => spec.endsWith(':stop'))))
    doing.push(goingOn(house.service(one.service), stop));
  await Promise.all(doing);
}

/** As when a deployment ends a service that is in the middle of something; services without levels at any time. */
async function endInMidWork(house: House, scene: Scene, service: ServiceName, stop: AbortSignal): Promise<void> {
  await house.service(service).ports;
  const hasLevels = !['registry', 'intake', 'publisher'].includes(service);
  if (hasLevels) while (!stop.aborted && !(await isWorking(scene, service))) await wait(LOOK_EVERY_MS);
  house.service(service).end();
}

async function isWorking(scene: Scene, service: ServiceName): Promise<boolean> {
  const rows = await scene.sql(
    `select 1 from ledger.attempt where ended_at is null and durable like $1 and started_at > now() - interval '2 s'`,
    [`${service}%`],
  );
  return rows.length > 0;
}

async function garbage(house: House, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await publishGarbage(house.servers.directUrl('nats')).catch(() => undefined);
    await wait(2_000, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** What stopped itself goes on a moment later. */
async function goingOn(service: ServiceProcess, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    if (service.isStopped) {
      await wait(STOPPED_MS);
      service.thaw();
    }
    await wait(LOOK_EVERY_MS);
  }
}

/** The first level of videos dies in mid work, again and again: its work is done lower, and later done again. */
async function losing(house: House, scene: Scene, stop: AbortSignal): Promise<void> {
  for (let times = 0; times < 3 && !stop.aborted; times += 1) {
    while (!stop.aborted && !(await isWorking(scene, 'video-anonymizer'))) await wait(LOOK_EVERY_MS);
    house.service('video-anonymizer').signal('SIGKILL');
    await wait(500, undefined, { signal: stop }).catch(() => undefined);
  }
}
