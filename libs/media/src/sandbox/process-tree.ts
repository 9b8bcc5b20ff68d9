import { readdirSync, readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/** A process and all its descendants, by pid. Empty when it is gone. */
export function processTree(root: number): number[] {
  const found = [root];
  for (const pid of found) found.push(...childrenOf(pid));
  return found;
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** Resident memory of a process and its descendants, bytes. */
export function residentBytes(root: number): number {
  return processTree(root).reduce((sum, pid) => sum + residentOf(pid), 0);
}

function residentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}

/** Signals a process and its descendants, children first; whoever is gone already is passed over. */
export function signalTree(root: number, signal: NodeJS.Signals): void {
  for (const pid of processTree(root).toReversed()) {
    try {
      process.kill(pid, signal);
    } catch {
      // gone in the meantime
    }
  }
}
