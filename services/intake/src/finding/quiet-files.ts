import type { Completeness } from './complete-file.js';
import type { Found } from './found.js';
import type { Turns } from './turns.js';

/** Seconds without any change before a file is taken, by what its own structure says of its end. */
export interface QuietSeconds {
  readonly complete: number;
  readonly openEnded: number;
  readonly unfinished: number;
  readonly empty: number;
}

interface Seen {
  readonly fingerprint: string;
  readonly sinceMs: number;
  scans: number;
  settled: boolean;
  lookMs: number;
}

/**
 * How long each file of one folder has not changed. Only differences between scans count, never a file's own clock:
 * the file server may be years away. Blocks count too: a file of reserved size grows in blocks only.
 */
export class QuietFiles {
  private seen = new Map<string, Seen>();
  private settled = 0;

  constructor(private readonly turns: Turns) {}

  get size(): number {
    return this.seen.size;
  }

  /** Some are not settled: each scan has to look at them. */
  get areOpen(): boolean {
    return this.settled < this.seen.size;
  }

  /** Takes in what was looked at and what was left to rest; files that are in neither are forgotten. */
  observe(files: readonly Found[], resting: readonly string[] = []): void {
    const now = new Map<string, Seen>();
    // only what is settled rests
    this.settled = resting.length;
    for (const name of resting) now.set(name, this.seen.get(name)!);
    for (const file of files) {
      const name = nameOf(file);
      const fingerprint = fingerprintOf(file);
      const before = this.seen.get(name);
      if (before?.fingerprint === fingerprint) {
        before.scans += 1;
        before.lookMs = this.turns.next();
        if (before.settled) this.settled += 1;
        now.set(name, before);
      } else {
        const sinceMs = this.turns.nowMs();
        now.set(name, { fingerprint, sinceMs, scans: 1, settled: false, lookMs: sinceMs });
      }
    }
    this.seen = now;
  }

  /** Nothing more to do for this state of the file. */
  settle(file: Found): void {
    const seen = this.seen.get(nameOf(file));
    if (!seen || seen.settled) return;
    seen.settled = true;
    this.settled += 1;
  }

  isSettled(file: Found): boolean {
    return this.seen.get(nameOf(file))?.settled === true;
  }

  isQuiet(file: Found, scansNeeded: number, seconds: number): boolean {
    const seen = this.seen.get(nameOf(file));
    return seen !== undefined && seen.scans >= scansNeeded && this.turns.nowMs() - seen.sinceMs >= seconds * 1000;
  }

  /** Settled, unchanged for long, and it is not its turn. */
  rests(name: string): boolean {
    const seen = this.seen.get(name);
    return seen !== undefined && seen.settled && this.turns.isResting(seen.sinceMs, seen.lookMs);
  }

  /** The next scan that comes by looks at it. */
  wake(name: string): void {
    const seen = this.seen.get(name);
    if (seen) seen.lookMs = Number.NEGATIVE_INFINITY;
  }
}

export function quietSecondsFor(completeness: Completeness, quiet: QuietSeconds): number {
  switch (completeness) {
    case 'complete':
      return quiet.complete;
    case 'open-ended':
      return quiet.openEnded;
    case 'unfinished':
      return quiet.unfinished;
    case 'empty':
      return quiet.empty;
    default:
      return completeness satisfies never;
  }
}

const nameOf = ({ segments }: Found) => segments.at(-1)!.toString('latin1');

function fingerprintOf({ stat }: Found): string {
  return [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs, stat.blocks].join(' ');
}
