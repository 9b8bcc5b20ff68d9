import { describeFault, type FaultKind, planFaults } from '../faults/faults.js';
import { inject } from '../faults/inject.js';
import { findFaketime } from '../faults/skewed-clock.js';
import type { House, HouseOptions } from '../house/house.js';
import type { Broken } from '../invariants/index.js';
import { missingReplicas } from '../invariants/stream-replicas.js';
import { sceneOf } from '../scene.js';
import { work } from '../workload/workload.js';
import { openHouse } from './open-house.js';
import { brokenAtRest, comeToRest } from './rest.js';

export interface SeedOptions extends Pick<HouseOptions, 'command' | 'keep' | 'nodes'> {
  readonly seed: number;
  readonly seconds: number;
  /** Between two files. */
  readonly everySeconds: number;
  readonly restSeconds?: number;
  readonly without?: readonly FaultKind[];
  readonly tell?: (line: string) => void;
}

export interface SeedResult {
  readonly seed: number;
  readonly seconds: number;
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  /** Times a service died at a failpoint that the plan had armed. */
  readonly failpointsHit: number;
  readonly starts: number;
  /** Files handed in; so many of them by upload. */
  readonly dropped: number;
  readonly uploaded: number;
  /** Pieces of uploads after which the client had to ask where to go on. */
  readonly resumed: number;
  /** Files that a client wrote over while they stood in the drop folder. */
  readonly writtenOver: number;
  readonly contents: number;
  readonly states: Readonly<Record<string, number>>;
  readonly asked: number;
  readonly published: number;
  /** Jobs that only the reconciler found. */
  readonly foundStuck: number;
  readonly restSeconds: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly broken: readonly Broken[];
  /** Where everything was left, when it was to be kept. */
  readonly home?: string;
}

/** How long scratch may stand without a lease, in this hurried house. */
const SCRATCH_SECONDS = 20;

/** One seed: a house works while it is broken as planned, comes to rest, and is checked. */
export async function runSeed(options: SeedOptions): Promise<SeedResult> {
  const { seed, seconds, nodes = 1, tell = () => undefined } = options;
  await using opened = new AsyncDisposableStack();
  const keepsClients = options.keep ?? false;
  const { house, log, beside } = await openHouse(opened, { ...options, smallDisks: true }, { keepsClients });
  const without = [...(options.without ?? []), ...cannot(house, tell)];
  await house.ready();
  const plan = planFaults({ seed, seconds, without, nodes });
  const [faults] = await Promise.all([
    inject(house, plan, ({ atSeconds, fault }) => {
      log.fault({ atSeconds, fault });
      tell(`${String(atSeconds).padStart(6)} s  ${describeFault(fault)}`);
    }),
    work(house, log, { ...options, folder: beside }),
  ]);
  await house.mended();
  await using scene = await sceneOf(house, log, SCRATCH_SECONDS);
  const rest = await comeToRest(scene, options.restSeconds ?? 150);
  tell(rest.stuck.length === 0 ? `at rest after ${rest.seconds} s` : `stands still, after ${rest.seconds} s`);
  const uncopied = await missingReplicas(house.servers.directUrl('nats'), nodes);
  await house.stopServices();
  await scene.sql('checkpoint');
  const found = await brokenAtRest(scene, { stuck: [...rest.stuck, ...uncopied] });
  const states = await scene.sql<{ state: string; count: number }>(
    'select state, count(*)::int as count from ledger.item group by state order by state',
  );
  const [counts] = await scene.sql<{ published: number; stuck: number }>(
    `select (select count(*)::int from ledger.publication where state = 'PUBLISHED') as published,
       coalesce((select value::int from ledger.counter where name = 'stuck'), 0) as stuck`,
  );
  const endings = [...house.services.values()].flatMap((service) => service.endings);
  return {
    seed,
    seconds,
    faults,
    failpointsHit: endings.filter(({ armed, signal, ours }) => armed !== undefined && signal === 'SIGKILL' && !ours)
      .length,
    starts: [...house.services.values()].reduce((sum, service) => sum + service.starts, 0),
    dropped: log.drops.length,
    uploaded: log.drops.filter(({ itemId }) => itemId !== undefined).length,
    resumed: log.resumed,
    writtenOver: log.writtenOver,
    contents: new Set(log.drops.map(({ sha256 }) => sha256)).size,
    states: Object.fromEntries(states.map(({ state, count }) => [state, count])),
    asked: log.asked.filter(({ status }) => status >= 200 && status < 300).length,
    published: counts!.published,
    foundStuck: counts!.stuck,
    restSeconds: rest.seconds,
    lost: found.filter(({ what }) => what.startsWith('lost')).length,
    duplicated: found.filter(({ what }) => what.startsWith('duplicated')).length,
    broken: found,
    ...(options.keep ? { home: house.home } : {}),
  };
}

/** What this machine cannot do, said aloud. */
function cannot(house: House, tell: (line: string) => void): readonly FaultKind[] {
  const missing: FaultKind[] = [];
  if (!house.disks.canFill) missing.push('disk-full');
  if (findFaketime() === undefined) missing.push('skew');
  if (missing.includes('disk-full')) tell('no full disks: this user may not mount');
  if (missing.includes('skew')) tell('no wrong clocks: libfaketime is not installed');
  return missing;
}
