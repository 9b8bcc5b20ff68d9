import type { ServiceName } from '@endoveil/ledger';
import { type Failpoint, failpoints } from '@endoveil/runtime';

const levels: readonly ServiceName[] = [
  'lock-and-dedupe',
  'video-anonymizer',
  'pdf-reader',
  'metadata-llm',
  'verifier',
];
const all: readonly ServiceName[] = ['registry', 'intake', ...levels, 'publisher'];
const sandboxed: readonly ServiceName[] = ['lock-and-dedupe', 'video-anonymizer', 'pdf-reader', 'verifier'];
const storing: readonly ServiceName[] = ['registry', 'intake', 'video-anonymizer', 'pdf-reader'];

/** Which services pass the points of a part of the house. */
const parts: Readonly<Record<string, readonly ServiceName[]>> = {
  process: all,
  ledger: all,
  bus: [...levels, 'publisher'],
  work: levels,
  worker: levels,
  sandbox: sandboxed,
  store: storing,
  scratch: levels,
  lock: ['intake', 'lock-and-dedupe'],
  intake: ['intake'],
  relay: ['registry'],
  sweeper: ['registry'],
  reconciler: ['registry'],
  sealer: ['registry'],
  upgrader: ['registry'],
  collector: ['registry'],
  publisher: ['publisher'],
};

/** Where a point is passed by others than the rest of its part. */
const apart: Readonly<Partial<Record<Failpoint, readonly ServiceName[]>>> = {
  // uploads are landed by whoever received them
  'intake.after-link': ['intake', 'registry'],
  // only the levels with a next one decline
  'work.before-decline': ['video-anonymizer', 'pdf-reader', 'metadata-llm'],
  'work.after-decline': ['video-anonymizer', 'pdf-reader', 'metadata-llm'],
  'scratch.in-write': sandboxed,
  'store.in-move': ['lock-and-dedupe'],
  'store.before-remove': ['lock-and-dedupe'],
  'store.after-remove': ['lock-and-dedupe'],
};

/** The services that pass a point. */
export function servicesAt(point: Failpoint): readonly ServiceName[] {
  const found = apart[point] ?? parts[point.split('.')[0]!];
  if (!found) throw new Error(`nobody is known to pass ${point}`);
  return found;
}

/** The points that a service passes. */
export function reachableAt(service: ServiceName): readonly Failpoint[] {
  return failpoints.filter((point) => servicesAt(point).includes(service));
}
