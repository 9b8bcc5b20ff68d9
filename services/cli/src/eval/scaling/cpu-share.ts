import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '../../command-line/exit-codes.js';
import { CommandFailed } from '../../command-line/failure.js';

/** A group of processes, and all their children, that together get no more than a share of one core. */
export interface CpuShare extends Disposable {
  take(pid: number): void;
  /** Part of the periods in which the limit stopped the group: near 1 means the limit was the bottleneck. */
  throttled(): number;
}

const PERIOD_US = 20_000;
const V2 = '/sys/fs/cgroup';
const V1 = '/sys/fs/cgroup/cpu';

/** By the kernel's control groups, of either version: so much and, before its neighbours, not less. Throws where this user may not make one. */
export function limitToShare(name: string, cores: number): CpuShare {
  const quota = Math.round(PERIOD_US * cores);
  try {
    if (existsSync(join(V2, 'cgroup.controllers'))) {
      return group(join(V2, name), (dir) => {
        writeFileSync(join(V2, 'cgroup.subtree_control'), '+cpu');
        writeFileSync(join(dir, 'cpu.max'), `${quota} ${PERIOD_US}`);
        writeFileSync(join(dir, 'cpu.weight'), '10000');
      });
    }
    return group(join(V1, name), (dir) => {
      writeFileSync(join(dir, 'cpu.cfs_period_us'), String(PERIOD_US));
      writeFileSync(join(dir, 'cpu.cfs_quota_us'), String(quota));
      writeFileSync(join(dir, 'cpu.shares'), '65536');
    });
  } catch {
    throw new CommandFailed(
      exitCodes.dependencyMissing,
      'no-cpu-limit',
      'The share of a core cannot be limited here: no control group may be made.',
      'Run it as root on a machine whose /sys/fs/cgroup is writable.',
    );
  }
}

function group(dir: string, limit: (dir: string) => void): CpuShare {
  mkdirSync(dir);
  const remove = () => rmdirSync(dir);
  try {
    limit(dir);
  } catch (error) {
    remove();
    throw error;
  }
  return {
    take: (pid) => writeFileSync(join(dir, 'cgroup.procs'), String(pid)),
    throttled: () => {
      const stat = readFileSync(join(dir, 'cpu.stat'), 'utf8');
      const of = (field: string) => Number(new RegExp(`^${field} (\\d+)$`, 'm').exec(stat)?.[1] ?? 0);
      return of('nr_periods') === 0 ? 0 : of('nr_throttled') / of('nr_periods');
    },
    [Symbol.dispose]: remove,
  };
}
