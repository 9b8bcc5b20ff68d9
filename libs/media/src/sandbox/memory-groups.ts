import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';

const MIB = 1024 * 1024;
const PREFIX = 'endoveil-';

/** A group of processes whose memory the kernel itself bounds: none of them ever holds more together. */
export interface MemoryGroup {
  /** Whoever writes a process id here puts it in; what that process starts is in it as well. */
  readonly procs: string;
  /** The kernel ended a process of the group at its bound, since it was taken. */
  wasExceeded(): boolean;
  /** Gives it back; its processes have ended. */
  release(): void;
}

export interface MemoryGroups {
  /** Undefined where this user may not make such a group: only the watchdog bounds the memory then. */
  take(memoryMiB: number): MemoryGroup | undefined;
}

/** The two versions of the kernel's control groups: docs.kernel.org, admin-guide/cgroup-v1/memory and cgroup-v2. */
interface Version {
  /** Below one of these a group may be made. */
  readonly places: readonly string[];
  readonly prepare?: (place: string) => void;
  readonly bound: string;
  /** Where swap is counted: what is written there bounds it too. */
  readonly swap: { readonly file: string; readonly isWithMemory: boolean };
  readonly ended: string;
}

function versionOf(root: string, ownGroups: string): Version | undefined {
  const own = (line: RegExp) => line.exec(ownGroups)?.[1];
  const first = own(/^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.*)$/m);
  if (first !== undefined)
    return {
      places: [join(root, 'memory', first)],
      bound: 'memory.limit_in_bytes',
      swap: { file: 'memory.memsw.limit_in_bytes', isWithMemory: true },
      ended: 'memory.oom_control',
    };
  const second = own(/^0::(.*)$/m);
  if (second === undefined || !existsSync(join(root, 'cgroup.controllers'))) return undefined;
  const here = join(root, second);
  return {
    // a group that has processes may not pass the bounding on to groups below it: then beside it
    places: second === '/' ? [here] : [here, dirname(here)],
    prepare: (place) => writeFileSync(join(place, 'cgroup.subtree_control'), '+memory'),
    bound: 'memory.max',
    swap: { file: 'memory.swap.max', isWithMemory: false },
    ended: 'memory.events',
  };
}

/**
 * Groups of this process. They are used again, and go with it; those that a killed process left go with the next.
 * A test brings folders of its own.
 */
export function memoryGroups(root = '/sys/fs/cgroup', ownGroups = ownGroupsOf()): MemoryGroups {
  const version = versionOf(root, ownGroups);
  const place = version?.places.find((one) => isUsable(one, version));
  if (!version || place === undefined) return { take: () => undefined };
  removeLeft(place);
  const made: string[] = [];
  const idle = new Map<number, string[]>();
  process.once('exit', () => made.forEach(remove));
  return {
    take(memoryMiB) {
      const waiting = idle.get(memoryMiB) ?? [];
      idle.set(memoryMiB, waiting);
      const used = waiting.pop();
      const dir = used ?? join(place, `${PREFIX}${process.pid}-${randomUUID().slice(0, 8)}`);
      try {
        if (used === undefined) {
          made.push(dir);
          makeGroup(dir, version, memoryMiB * MIB);
        }
        if (!existsSync(dir)) return undefined;
        const before = endedIn(dir, version);
        return {
          procs: join(dir, 'cgroup.procs'),
          wasExceeded: () => endedIn(dir, version) > before,
          release: () => void waiting.push(dir),
        };
      } catch {
        remove(dir);
        return undefined;
      }
    },
  };
}

function makeGroup(dir: string, { bound, swap }: Version, bytes: number): void {
  mkdirSync(dir);
  writeFileSync(join(dir, bound), String(bytes));
  if (existsSync(join(dir, swap.file))) writeFileSync(join(dir, swap.file), swap.isWithMemory ? String(bytes) : '0');
}

function isUsable(place: string, { prepare }: Version): boolean {
  try {
    accessSync(place, constants.W_OK);
    prepare?.(place);
    return true;
  } catch {
    return false;
  }
}

/** How many processes of the group the kernel ended; none where nobody can tell, as of a group that somebody removed. */
function endedIn(dir: string, { ended }: Version): number {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync(join(dir, ended), 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function removeLeft(place: string): void {
  for (const name of readdirSync(place)) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-[0-9a-f]{8}$`).exec(name)?.[1];
    if (pid && !existsSync(join('/proc', pid))) remove(join(place, name));
  }
}

function remove(dir: string): void {
  try {
    rmdirSync(dir);
  } catch {
    // it is gone, or somebody is in it
  }
}

function ownGroupsOf(): string {
  try {
    return readFileSync('/proc/self/cgroup', 'utf8');
  } catch {
    return '';
  }
}
