import { writeSync } from 'node:fs';

/** Every point where a test may break a process on purpose, by the part of the house that passes it. */
export const failpoints = [
  // every process
  'process.starting',
  'process.ready',
  'process.stopping',
  'process.stopped',
  'ledger.before-commit',
  'ledger.after-commit',
  // a message, in every process that listens
  'bus.received',
  'bus.before-settle',
  'bus.after-settle',
  'bus.before-park',
  'bus.after-park',
  // an attempt of a level
  'work.before-claim',
  'work.after-claim',
  'work.after-scratch',
  'work.in-work',
  'work.after-work',
  'work.after-store',
  'work.after-commit',
  'work.before-decline',
  'work.after-decline',
  'work.before-ending',
  'work.after-ending',
  'work.before-beat',
  'work.after-beat',
  'worker.after-register',
  'worker.before-goodbye',
  'sandbox.started',
  // bytes that are written, moved or removed
  'store.after-open',
  'store.in-write',
  'store.before-sync',
  'store.after-sync',
  'store.after-link',
  'store.after-folder-sync',
  'store.in-move',
  'store.before-remove',
  'store.after-remove',
  'scratch.after-create',
  'scratch.in-write',
  'scratch.before-wipe',
  'lock.acquired',
  'lock.before-release',
  // a file from the drop folder
  'intake.after-open',
  'intake.after-copy',
  'intake.after-link',
  'intake.after-land',
  'intake.before-delete',
  'intake.after-delete',
  // what one replica of the registry does for all
  'relay.before-publish',
  'relay.after-publish',
  'relay.after-mark',
  'sweeper.before-one',
  'sweeper.after-one',
  'reconciler.before-one',
  'reconciler.after-one',
  'sealer.after-read',
  'sealer.after-seal',
  'upgrader.after-open',
  'collector.before-round',
  'collector.after-prune',
  // a publication
  'publisher.after-plan',
  'publisher.after-claim',
  'publisher.in-write',
  'publisher.after-put',
  'publisher.after-begin',
  'publisher.between-files',
  'publisher.after-finalize',
  'publisher.after-verify',
  'publisher.before-settle',
  'publisher.after-settle',
  'publisher.in-withdraw',
] as const;
export type Failpoint = (typeof failpoints)[number];

type Manner = 'kill' | 'stop' | 'throw' | 'enospc' | 'eio';

interface Armed {
  readonly name: string;
  readonly manner: Manner;
  /** The pass at which it happens, and until which: a disk that is full stays full for a while. */
  readonly from: number;
  readonly to: number;
  passes: number;
}

const armed = (process.env['ENDOVEIL_FAILPOINT'] ?? '').split(',').flatMap(parse);

/**
 * Does nothing unless `ENDOVEIL_FAILPOINT=name[:manner][@n[-m]]`, or several of that with commas between, named this
 * point when the process began: then the n-th pass (default the first), or each from the n-th to the m-th, kills the
 * process as power would (`kill`, the default), stops it until it is continued (`stop`), or throws: any error, or what
 * a disk answers (`enospc`, `eio`).
 */
export function failpoint(name: Failpoint): void {
  for (const one of armed) if (one.name === name) pass(one);
}

function pass(one: Armed): void {
  one.passes += 1;
  if (one.passes < one.from || one.passes > one.to) return;
  // who armed it sees that it was passed; a death tells by itself
  if (one.manner !== 'kill') writeSync(2, `{"event":"failpoint","part":"${one.name}"}\n`);
  switch (one.manner) {
    case 'kill':
      return void process.kill(process.pid, 'SIGKILL');
    case 'stop':
      return void process.kill(process.pid, 'SIGSTOP');
    case 'throw':
      throw new Error(`failpoint ${one.name}`);
    case 'enospc':
    case 'eio':
      throw Object.assign(new Error(`failpoint ${one.name}`), { code: one.manner.toUpperCase() });
  }
  one.manner satisfies never;
}

function parse(setting: string): Armed[] {
  const match = /^([a-z.-]+)(?::(kill|stop|throw|enospc|eio))?(?:@([1-9][0-9]*)(?:-([1-9][0-9]*))?)?$/.exec(setting);
  if (!match) return [];
  const from = Number(match[3] ?? 1);
  const to = Number(match[4] ?? from);
  return [{ name: match[1]!, manner: (match[2] ?? 'kill') as Manner, from, to, passes: 0 }];
}
