import type { ServiceName } from '@endoveil/ledger';
import { serviceNames } from '@endoveil/ledger';
import type { Failpoint } from '@endoveil/runtime';
import { seeded } from '@endoveil/testing';
import { type NatsNode, natsNodes, type NodeCount, type ServerName, serversWith } from '../house/server-names.js';
import { type WireFault, wireFaults } from '../house/wire.js';
import { reachableAt } from './kill-matrix.js';

/** One thing that is broken, and for how long. */
export type Fault =
  | { readonly kind: 'kill' | 'stop'; readonly service: ServiceName }
  | { readonly kind: 'freeze'; readonly service: ServiceName; readonly seconds: number }
  | { readonly kind: 'failpoint'; readonly service: ServiceName; readonly point: Failpoint; readonly pass: number }
  | { readonly kind: 'skew'; readonly service: ServiceName; readonly seconds: number }
  | { readonly kind: 'kill-server'; readonly server: ServerName; readonly seconds: number }
  | { readonly kind: 'kill-node'; readonly node: NatsNode; readonly seconds: number }
  | { readonly kind: 'wipe-stream' }
  | { readonly kind: 'flush-redis' }
  | { readonly kind: 'wire'; readonly server: ServerName; readonly fault: WireFault; readonly seconds: number }
  | { readonly kind: 'disk-full'; readonly disk: 'zones' | 'scratch'; readonly seconds: number };

export type FaultKind = Fault['kind'];

export interface PlannedFault {
  /** After the workload began. */
  readonly atSeconds: number;
  readonly fault: Fault;
}

/** How often each kind comes, against the others. */
const weights: Readonly<Record<FaultKind, number>> = {
  kill: 6,
  failpoint: 5,
  freeze: 4,
  stop: 3,
  skew: 2,
  wire: 4,
  'kill-server': 3,
  'wipe-stream': 2,
  'flush-redis': 2,
  'disk-full': 1,
  // where there are three: again and again
  'kill-node': 14,
};
/** The middle of the time between two faults. */
const EVERY_SECONDS = 3;
/** The first and the last part of a run is left alone, so that work is under way and comes to rest. */
const QUIET_SECONDS = 4;

export interface PlanOptions {
  readonly seed: number;
  readonly seconds: number;
  /** Kinds this machine cannot do. */
  readonly without?: readonly FaultKind[];
  /** Servers of NATS. Default: 1 */
  readonly nodes?: NodeCount;
}

/** What will be broken, when: the same for the same seed. */
export function planFaults({ seed, seconds, without = [], nodes = 1 }: PlanOptions): readonly PlannedFault[] {
  const random = seeded(seed);
  const cannot = nodes === 1 ? [...without, 'kill-node'] : without;
  const kinds = (Object.keys(weights) as FaultKind[]).filter((kind) => !cannot.includes(kind));
  const plan: PlannedFault[] = [];
  for (let at = QUIET_SECONDS; ;) {
    at += EVERY_SECONDS * (0.4 + 1.2 * random());
    if (at > seconds - QUIET_SECONDS) return plan;
    plan.push({ atSeconds: Math.round(at * 10) / 10, fault: draw(random, weighted(random, kinds), nodes) });
  }
}

function weighted(random: () => number, kinds: readonly FaultKind[]): FaultKind {
  let left = random() * kinds.reduce((sum, kind) => sum + weights[kind], 0);
  return kinds.find((kind) => (left -= weights[kind]) < 0) ?? kinds[0]!;
}

function draw(random: () => number, kind: FaultKind, nodes: NodeCount): Fault {
  const servers = serversWith(nodes);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const between = (low: number, high: number) => Math.round((low + (high - low) * random()) * 10) / 10;
  switch (kind) {
    case 'kill':
    case 'stop':
      return { kind, service: pick(serviceNames) };
    // sometimes shorter than a lease, sometimes longer: then it wakes up as a zombie
    case 'freeze':
      return { kind, service: pick(serviceNames), seconds: between(0.5, 8) };
    case 'failpoint': {
      const service = pick(serviceNames);
      return { kind, service, point: pick(reachableAt(service)), pass: 1 + Math.floor(random() * 3) };
    }
    // its clock is wrong for one life, by up to two hours either way
    case 'skew':
      return { kind, service: pick(serviceNames), seconds: Math.round(between(-7200, 7200)) };
    case 'kill-server':
      return { kind, server: pick(servers), seconds: between(0.2, 6) };
    // two at a time now and then: then there is no majority for as long
    case 'kill-node':
      return { kind, node: pick(natsNodes), seconds: between(0.2, 5) };
    case 'wire':
      return { kind, ...wireFault(pick(servers), pick(wireFaults)), seconds: between(1, 8) };
    case 'disk-full':
      return { kind, disk: pick(['zones', 'scratch'] as const), seconds: between(2, 8) };
    case 'wipe-stream':
    case 'flush-redis':
      return { kind };
  }
  return kind satisfies never;
}

/** Only NATS has acknowledgements. */
function wireFault(server: ServerName, fault: WireFault): { readonly server: ServerName; readonly fault: WireFault } {
  return { server: fault === 'no-acks' ? 'nats' : server, fault };
}

/** One line for a person. */
export function describeFault(fault: Fault): string {
  const { kind, ...rest } = fault;
  return [kind, ...Object.values(rest)].join(' ');
}
