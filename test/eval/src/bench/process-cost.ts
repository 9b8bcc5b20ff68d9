import { readdirSync, readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;
/** Processor time in `/proc` is counted in these, whatever the kernel's own clock (proc(5)). */
const TICKS_A_SECOND = 100;
const EVERY_MS = 100;

export interface Cost {
  /** Seconds. */
  readonly wall: number;
  /** Processor time of this process and of all its descendants, seconds. Of a child's last 100 ms some may be missing. */
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
  const before = new Map(children);
  const timer = setInterval(look, EVERY_MS);
  const [startedAt, own] = [performance.now(), process.cpuUsage()];
  try {
    const result = await work();
    const wall = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(own);
    const others = [...children].reduce((sum, [pid, seconds]) => sum + seconds - (before.get(pid) ?? 0), 0);
    return { result, cost: { wall, cpu: (user + system) / 1e6 + others, peakMiB: Math.round(peak) } };
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
  const stat = read(`/proc/${pid}/stat`);
  // behind the name, which may hold anything: state is the third field, utime and stime are the 14th and 15th
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === '' ? undefined : (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
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
