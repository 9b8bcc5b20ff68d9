import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The process of `up`, written down so that `down`, `status` and the next `up` find it again. */
export interface UpProcess {
  readonly pid: number;
  /** Clock ticks since boot (field 22 of /proc/PID/stat): a pid that was given to someone else has another one. */
  readonly startedTicks: number;
  readonly httpPort?: number;
}

/** Longer than services take at most to end the work they have begun. */
const GRACE_MS = 60_000;
const fileIn = (home: string) => join(home, 'up.json');

/** Call it once `up` is ready; the returned function forgets the process again when it ends by itself. */
export function recordUpProcess(home: string, facts: { readonly httpPort?: number } = {}): () => void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const own: UpProcess = { pid: process.pid, startedTicks: startedTicks(process.pid) as number, ...facts };
  writeFileSync(fileIn(home), JSON.stringify(own), { mode: 0o600 });
  return () => rmSync(fileIn(home), { force: true });
}

/** The process that `up` runs in, if it still runs. */
export function findUpProcess(home: string): UpProcess | undefined {
  try {
    const noted = JSON.parse(readFileSync(fileIn(home), 'utf8')) as UpProcess;
    return runs(noted) ? noted : undefined;
  } catch {
    return undefined;
  }
}

/** Asks `up` to stop, waits, and kills it when it does not. True when there was one. */
export async function endUpProcess(home: string): Promise<boolean> {
  const found = findUpProcess(home);
  if (!found) return false;
  const killAt = performance.now() + GRACE_MS;
  send(found.pid, 'SIGTERM');
  let killed = false;
  while (runs(found)) {
    if (!killed && performance.now() > killAt) {
      send(found.pid, 'SIGKILL');
      killed = true;
    }
    await delay(50);
  }
  rmSync(fileIn(home), { force: true });
  return true;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended by itself in the meantime
  }
}

function runs({ pid, startedTicks: noted }: UpProcess): boolean {
  return startedTicks(pid) === noted;
}

/** Undefined when there is no such process, or only its remains. */
export function startedTicks(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // the program's name stands in brackets and may hold anything: the fields are counted behind it
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : Number(fields[19]);
  } catch {
    return undefined;
  }
}
