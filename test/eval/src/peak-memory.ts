import { readdirSync, readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;
const EVERY_MS = 200;

/** Runs the work and answers the most memory this process and all its descendants had at one moment, MiB. */
export async function withPeakMemory<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly peakMiB: number }> {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, residentMiB(process.pid));
  };
  const timer = setInterval(look, EVERY_MS);
  try {
    look();
    return { result: await work(), peakMiB: Math.round(peak) };
  } finally {
    clearInterval(timer);
  }
}

/** Resident memory of a process tree; pages that several processes share count for each. */
function residentMiB(root: number): number {
  const pids = [root];
  for (const pid of pids) pids.push(...childrenOf(pid));
  const pages = pids.reduce((sum, pid) => sum + Number(read(`/proc/${pid}/statm`).split(' ')[1] ?? 0), 0);
  return (pages * PAGE_BYTES) / 2 ** 20;
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
