import { readdirSync, readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;
/** Processor time in `/proc` is counted in these, whatever the kernel's own clock (proc(5)). */
const TICKS_A_SECOND = 100;
const EVERY_MS = 100;

export interface Cost {
  /** Seconds. */
  readonly wall: number;
  /**
   * Processor time of this process and of all its descendants, seconds. Of what a child did in its last 100 ms some may be
   * missing where nobody waits for it, as the sandbox does not for what it runs.
   */
  readonly cpu: number;
  /** The most memory that all of them had at one moment; pages that several share count for each. */
  readonly peakMiB: number;
}

/** Runs the work and answers what it took. */
export async function costOf<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly cost: Cost }> {
  const children = new Map<number, number>();
  let peak = 0;
  const look = () => {
    const tree = processTree(process.pid);
    peak = Math.max(
      peak,
      tree.reduce((sum, pid) => sum + residentMiB(pid), 0),
    );
    for (const pid of tree) if (pid !== process.pid) children.set(pid, cpuSeconds(pid) ?? children.get(pid) ?? 0);
  };
  look();
  const [before, waitedBefore] = [new Map(children), waitedForSeconds()];
  const timer = setInterval(look, EVERY_MS);
  const [startedAt, own] = [performance.now(), process.cpuUsage()];
  try {
    const result = await work();
    const wall = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(own);
    const others = [...children].reduce((sum, [pid, seconds]) => sum + seconds - (before.get(pid) ?? 0), 0);
    // both say too little: looks miss the ends of programs and whole short ones, waiting misses what nobody waits for
    const programs = Math.max(others, waitedForSeconds() - waitedBefore);
    return { result, cost: { wall, cpu: (user + system) / 1e6 + programs, peakMiB: Math.round(peak) } };
  } finally {
    clearInterval(timer);
  }
}

function processTree(root: number): number[] {
  const pids = [root];
  for (const pid of pids) pids.push(...childrenOf(pid));
  return pids;
}

const residentMiB = (pid: number) => (Number(read(`/proc/${pid}/statm`).split(' ')[1] ?? 0) * PAGE_BYTES) / 2 ** 20;

function cpuSeconds(pid: number): number | undefined {
  const [own] = timesOf(pid) ?? [];
  return own;
}

/** Of all children that ended and were waited for, and of theirs. */
function waitedForSeconds(): number {
  const [, children] = timesOf(process.pid) ?? [];
  return children ?? 0;
}

/** Of the process itself, and of its children that were waited for. */
function timesOf(pid: number): readonly [number, number] | undefined {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === '') return undefined;
  // behind the name, which may hold anything: state is the third field, utime, stime, cutime and cstime are 14 to 17
  const [user, system, users, systems] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number);
  return [(user! + system!) / TICKS_A_SECOND, (users! + systems!) / TICKS_A_SECOND];
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      read(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
