import type { Completeness } from './complete-file.js';
import type { Found } from './scan-folder.js';

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
}

/**
 * How long each file has not changed. Only differences between scans count, never a file's own clock: the file server
 * may be years away. Blocks count too: a file of reserved size grows in blocks only.
 */
export class QuietFiles {
  private seen = new Map<string, Seen>();

  constructor(
    private readonly scansNeeded: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Takes in a whole scan; files that it no longer has are forgotten. */
  observe(files: readonly Found[]): void {
    const now = new Map<string, Seen>();
    for (const file of files) {
      const key = keyOf(file);
      const fingerprint = fingerprintOf(file);
      const before = this.seen.get(key);
      if (before?.fingerprint === fingerprint) {
        before.scans += 1;
        now.set(key, before);
      } else {
        now.set(key, { fingerprint, sinceMs: this.nowMs(), scans: 1, settled: false });
      }
    }
    this.seen = now;
  }

  /** Nothing more to do for this state of the file. */
  settle(file: Found): void {
    const seen = this.seen.get(keyOf(file));
    if (seen) seen.settled = true;
  }

  isSettled(file: Found): boolean {
    return this.seen.get(keyOf(file))?.settled === true;
  }

  isQuiet(file: Found, seconds: number): boolean {
    const seen = this.seen.get(keyOf(file));
    return seen !== undefined && seen.scans >= this.scansNeeded && this.nowMs() - seen.sinceMs >= seconds * 1000;
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

const keyOf = (file: Found) => file.segments.map((segment) => segment.toString('latin1')).join('/');

function fingerprintOf({ stat }: Found): string {
  return [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs, stat.blocks].join(' ');
}
