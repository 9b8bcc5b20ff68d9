import { setTimeout as wait } from 'node:timers/promises';
import type { ProcessNote, ProcessNotes } from './process-notes.js';
import { startedTicks } from './up-process.js';

export interface Drained {
  readonly name: string;
  /** 0: it had nothing left in work, or handed it back. Undefined: it was down already. */
  readonly code?: number | null;
}

export interface DrainOptions {
  /** Started again, and ready before the next one is told to stop. */
  readonly restart: boolean;
  /** How long one process may take to end, and to become ready. */
  readonly seconds: number;
}

export class DrainTookTooLong extends Error {
  override readonly name = 'DrainTookTooLong';
  constructor(readonly process: string) {
    super(process);
  }
}

/** Those that a target names: `verifier`, `verifier/2`, `video-anonymizer/roi-masking`. */
export function namedBy(target: string, notes: readonly ProcessNote[]): readonly ProcessNote[] {
  return notes.filter(({ name }) => [name, name.split('/')[0], name.replace(/-\d+$/, '')].includes(target));
}

/** One after the other: told to stop, waited for, and with `restart` waited for until it is ready again. */
export async function drainProcesses(
  notes: ProcessNotes,
  names: readonly string[],
  { restart, seconds }: DrainOptions,
  onDrained: (drained: Drained) => void = () => undefined,
): Promise<readonly Drained[]> {
  const all: Drained[] = [];
  for (const name of names) {
    const until = async (done: (note: ProcessNote) => boolean) => {
      const end = performance.now() + seconds * 1000;
      for (;;) {
        const note = notes.read(name);
        if (note && done(note)) return note;
        if (performance.now() > end) throw new DrainTookTooLong(name);
        await wait(50);
      }
    };
    notes.stayDown(name, !restart);
    const before = await until(() => true);
    const ran = before.state !== 'ended' && startedTicks(before.pid) === before.startedTicks;
    if (ran) process.kill(before.pid, 'SIGTERM');
    const ended = ran ? await until(({ pid, state }) => pid !== before.pid || state === 'ended') : undefined;
    if (restart) await until(({ pid, state }) => pid !== before.pid && state === 'ready');
    const drained = { name, ...(ended?.pid === before.pid && ended.code !== undefined ? { code: ended.code } : {}) };
    all.push(drained);
    onDrained(drained);
  }
  return all;
}
