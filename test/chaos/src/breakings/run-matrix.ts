import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceName } from '@endoveil/ledger';
import { serviceNames } from '@endoveil/ledger';
import type { Failpoint } from '@endoveil/runtime';
import { reachableAt } from '../faults/kill-matrix.js';
import type { House, HouseOptions } from '../house/house.js';
import type { Broken } from '../invariants/index.js';
import { type Scene, sceneOf } from '../scene.js';
import { askApi, decide, type Listed } from '../workload/ask-api.js';
import { ClientLog, type DropKind } from '../workload/client-log.js';
import { canaryOf, makeFile } from '../workload/make-files.js';
import { People } from '../workload/people.js';
import { uploadOne } from '../workload/upload-one.js';
import { dropNew, dropOne } from '../workload/workload.js';
import { openHouse } from './open-house.js';
import { besides, provoke } from './provoke.js';
import { brokenAtRest, comeToRest } from './rest.js';

export interface MatrixOptions extends Pick<HouseOptions, 'command' | 'keep'> {
  /** How a service fails at a point; default: it is killed. The disk's answers only where bytes are written. */
  readonly manner?: Manner;
  /** Only points whose name holds this. */
  readonly only?: string;
  /** Rounds from this one on, and so many: a part of the matrix. */
  readonly from?: number;
  readonly rounds?: number;
  readonly tell?: (line: string) => void;
}

export interface MatrixResult {
  readonly killed: readonly { readonly service: ServiceName; readonly point: Failpoint }[];
  /** Armed, but never passed: not proven. */
  readonly notReached: readonly { readonly service: ServiceName; readonly point: Failpoint }[];
  readonly dropped: number;
  readonly broken: readonly (Broken & { readonly round: number })[];
}

export const manners = ['kill', 'enospc', 'eio'] as const;
export type Manner = (typeof manners)[number];

export type Round = readonly { readonly service: ServiceName; readonly point: Failpoint }[];

const REACHED_WITHIN_SECONDS = 90;
const REST_SECONDS = 120;
/** Between two looks at everything so many rounds follow each other at once: what they leave is broken again. */
const REST_EVERY = 6;
const SCRATCH_SECONDS = 20;

/** Every service at one of its points at a time, side by side, until each has been at all of its own. */
export function matrixRounds(only = '', manner: Manner = 'kill'): readonly Round[] {
  const may = (point: Failpoint) => point.includes(only) && (manner === 'kill' || /^(store|scratch)\./.test(point));
  const own = serviceNames.map((service) => ({
    service,
    points: reachableAt(service).filter(may),
  }));
  const longest = Math.max(...own.map(({ points }) => points.length));
  return Array.from({ length: longest }, (_, i) =>
    own.flatMap(({ service, points }) => (points[i] ? [{ service, point: points[i] }] : [])),
  );
}

/** Each point in each service that passes it: the service is killed there, comes back, and everything still holds. */
export async function runMatrix(options: MatrixOptions): Promise<MatrixResult> {
  const { tell = () => undefined, manner = 'kill' } = options;
  await using opened = new AsyncDisposableStack();
  const timing = { beatSeconds: 0.1, lossesPerLevel: 2 };
  const environment = { ENDOVEIL_GRACE_SECONDS: '0.1' };
  const { house, log, beside } = await openHouse(opened, { ...options, timing, environment });
  await house.ready();
  const people = opened.use(await People.at(house));
  const scene = opened.use(await sceneOf(house, log, SCRATCH_SECONDS));
  const result = {
    killed: [] as Round[number][],
    notReached: [] as Round[number][],
    broken: [] as MatrixResult['broken'][number][],
  };
  const first = options.from ?? 0;
  const all = matrixRounds(options.only, manner);
  const rounds = all.slice(first, first + (options.rounds ?? all.length));
  for (const [i, round] of rounds.entries()) {
    const n = first + i;
    const { reached, missed } = await playRound({ house, log, scene, people, beside, manner }, round, n);
    result.killed.push(...reached);
    result.notReached.push(...missed);
    const isLast = i === rounds.length - 1;
    const found = isLast || n % REST_EVERY === REST_EVERY - 1 ? await check(scene) : [];
    result.broken.push(...found.map((fault) => ({ round: n, ...fault })));
    const missing = missed.map(({ service, point }) => ` ${service}:${point}`).join('');
    tell(`round ${n}: ${reached.length} killed, ${found.length} broken${missing && `, not reached${missing}`}`);
  }
  return { ...result, dropped: log.drops.length };
}

async function check(scene: Scene): Promise<readonly Broken[]> {
  return await brokenAtRest(scene, await comeToRest(scene, REST_SECONDS));
}

interface Playing {
  readonly house: House;
  readonly log: ClientLog;
  readonly scene: Scene;
  readonly people: People;
  readonly beside: string;
  readonly manner: Manner;
}

async function playRound(playing: Playing, round: Round, n: number): Promise<{ reached: Round; missed: Round }> {
  const { house, log, people, beside, manner } = playing;
  // twice in a row: a disk that is full once is full again
  const how = (point: Failpoint) => (manner === 'kill' ? point : `${point}:${manner}@1-2`);
  const died = ({ service, point }: Round[number]) =>
    manner === 'kill' ? house.service(service).diedAt(point) : house.service(service).passed(point);
  const before = new Map(round.map((one) => [one, died(one)]));
  for (const one of round) house.service(one.service).rearm(how(one.point), ...besides(one));
  const kinds: DropKind[] = ['unknown-video', 'report', 'garbage', ...(needsExam(round) ? (['exam'] as const) : [])];
  for (const [i, kind] of kinds.entries()) {
    const seed = 1 + n * 10 + i;
    const file = await dropNew(house, log, kind, seed, beside);
    if (kind === 'unknown-video') await dropOne(house, log, file, `${canaryOf(seed)}-again.${file.ending}`);
  }
  const uploaded = uploadUnknown(playing, 1 + n * 10 + kinds.length);
  const until = performance.now() + REACHED_WITHIN_SECONDS * 1000;
  const provoking = new AbortController();
  const provoked = provoke(house, playing.scene, round, provoking.signal);
  const alive = () => round.filter((one) => died(one) === before.get(one));
  while (alive().length > 0 && performance.now() < until) {
    await wait(300);
    await approveSome(house, people, round.some(({ point }) => point === 'publisher.in-withdraw') ? 0 : 2);
  }
  provoking.abort();
  await Promise.all([provoked, uploaded]);
  const missed = alive();
  // what was not reached must not wait for the next round
  for (const { service } of missed) house.service(service).disarm();
  return { reached: round.filter((one) => !missed.includes(one)), missed };
}

async function uploadUnknown({ house, log, beside }: Playing, seed: number): Promise<void> {
  const file = await makeFile('unknown-video', seed, beside);
  await uploadOne(house, log, file, `${canaryOf(seed)}-sent.${file.ending}`, seed);
}

/** Only what a level made is stored; the other files of a round end held. */
const needsExam = (round: Round) =>
  round.some(({ service, point }) => service === 'video-anonymizer' && /^store|after-(work|store|commit)$/.test(point));

/** Persons: whatever may go out goes out, and where more than so many are out, one is taken back. */
async function approveSome(house: House, people: People, remain: number): Promise<void> {
  const items = (await askApi<{ items: Listed[] }>(house, '/v1/items?limit=20'))?.items ?? [];
  const find = (state: string) => items.filter((item) => item.state === state);
  for (const { itemId } of [...find('verified'), ...find('in-review')]) await decide(house, itemId, 'approve');
  const one = find('published')[remain];
  if (one) await people.withdraw(one.itemId);
}
