import { readdirSync, readFileSync } from 'node:fs';
import type { Sandbox } from '@endoveil/media';

const EVERY_MS = 20;
const PAGE_BYTES = 4096;

/** The most memory that one child with its descendants held, MiB, since it was last reset. */
export interface MemoryWatch {
  readonly sandbox: Sandbox;
  /** Answers the peak and begins anew. */
  take(): number;
}

/** A sandbox whose children are looked at every 20 ms; `program`: only these count. */
export function watchMemory(inner: Sandbox, program: string): MemoryWatch {
  let peak = 0;
  const start: Sandbox['start'] = async (run) => {
    const child = await inner.start(run);
    if (run.program !== program) return child;
    const timer = setInterval(() => {
      peak = Math.max(peak, residentOf(child.pid));
    }, EVERY_MS);
    child.exit.catch(() => undefined).finally(() => clearInterval(timer));
    return child;
  };
  return {
    sandbox: { ...inner, start },
    take() {
      const taken = peak / 1024 ** 2;
      peak = 0;
      return taken;
    },
  };
}

function residentOf(pid: number): number {
  try {
    const own = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
    return children.reduce((sum, child) => sum + residentOf(child), own);
  } catch {
    return 0;
  }
}
