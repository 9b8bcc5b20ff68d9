import { EndoveilError, type ReasonCode } from '@endoveil/contracts';
import { watch } from 'chokidar';
import { relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { completenessOf } from '../finding/complete-file.js';
import { placeOf } from './drop-layout.js';
import type { LandFile, LandOutcome } from '../landing/land-file.js';
import { openBeneath } from '../landing/open-beneath.js';
import { DropTree, type Scan, type Watched } from '../finding/drop-tree.js';
import { type QuietSeconds, quietSecondsFor } from '../finding/quiet-files.js';

export interface WatchSettings {
  readonly root: string;
  /** Folder names right below `root` that are centers. */
  readonly centers: readonly string[];
  readonly defaultCenter: string;
  readonly processor: string;
  readonly scanSeconds: number;
  /** Scans in a row that must see the same file. */
  readonly quietScans: number;
  readonly quietSeconds: QuietSeconds;
  /** So many files and folders are all looked at in every scan; of more, some rest. */
  readonly few?: number;
  /** Files landed side by side. */
  readonly concurrency: number;
  /** Why nothing may be landed now, if so. */
  readonly paused?: () => Promise<ReasonCode | null>;
}

/** What one scan did: counts only, for logs and metrics. `failed` counts errors by their code. */
export interface ScanReport {
  readonly seen: number;
  /** How often the file system was asked about a file or folder. */
  readonly looks: number;
  readonly waiting: number;
  readonly outcomes: Readonly<Partial<Record<LandOutcome['outcome'], number>>>;
  readonly failed: Readonly<Record<string, number>>;
  readonly notFiles: number;
  readonly unreadable: number;
  /** Files whose names say that they are still written; they are taken when they are renamed. */
  readonly unfinished: number;
  /** Why it was not looked, or not to the end; every file stays where it is. */
  readonly paused: ReasonCode | null;
}

const SHORTEST_PAUSE_MS = 200;

/** One drop folder. The full scan is the truth; events of the file system only bring it forward. */
export class WatchFolder {
  private readonly tree: DropTree;

  constructor(
    private readonly landFile: Pick<LandFile, 'land'>,
    private readonly settings: WatchSettings,
    nowMs?: () => number,
  ) {
    this.tree = new DropTree(settings.root, settings.few, nowMs);
  }

  /** Scans until the signal aborts. `report` hears of every scan; a folder that is away counts as a failed scan. */
  async run(signal: AbortSignal, report: (report: ScanReport) => void): Promise<void> {
    let wake = new AbortController();
    const watcher = watch(this.settings.root, { ignoreInitial: true, followSymlinks: false, depth: 16 });
    // more files than inotify has watches for, a share without events: the scan finds them all the same
    watcher.on('error', () => {});
    watcher.on('all', (_, path) => {
      this.happened(path);
      wake.abort();
    });
    try {
      while (!signal.aborted) {
        wake = new AbortController();
        report(await this.scan(signal));
        await wait(SHORTEST_PAUSE_MS, undefined, { signal }).catch(() => {});
        const either = AbortSignal.any([signal, wake.signal]);
        await wait(this.settings.scanSeconds * 1000, undefined, { signal: either }).catch(() => {});
      }
    } finally {
      await watcher.close();
    }
  }

  /** Something happened at this path below the root: what stands there is looked at by the next scan. */
  happened(path: string): void {
    this.tree.wake(bytesOfName(relative(this.settings.root, path)));
  }

  /** One full scan; lands what is complete. Never throws: what failed is in the report and is tried at the next scan. */
  async scan(signal?: AbortSignal): Promise<ScanReport> {
    const failed: Record<string, number> = {};
    const outcomes: Partial<Record<LandOutcome['outcome'], number>> = {};
    const isPaused = async () => (await this.settings.paused?.()) ?? null;
    const nothing = { seen: 0, looks: 0, waiting: 0, outcomes, failed, notFiles: 0, unreadable: 0, unfinished: 0 };
    let paused = await isPaused();
    if (paused !== null) return { ...nothing, paused };
    let scanned: Scan;
    try {
      scanned = await this.tree.scan();
    } catch (error) {
      return { ...nothing, failed: { [codeOf(error)]: 1 }, unreadable: 1, paused };
    }
    const open = scanned.files.filter((file) => !file.quiet.isSettled(file));
    let waiting = 0;
    const queue = open.values();
    const worker = async () => {
      for (const file of queue) {
        if (signal?.aborted) return;
        paused ??= await isPaused();
        if (paused !== null) {
          waiting += 1;
          continue;
        }
        try {
          if (await this.isWorthTrying(file)) {
            const outcome = await this.landOne(file);
            outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
          } else {
            waiting += 1;
          }
        } catch (error) {
          const code = codeOf(error);
          failed[code] = (failed[code] ?? 0) + 1;
        }
      }
    };
    await Promise.all(Array.from({ length: this.settings.concurrency }, worker));
    return {
      seen: scanned.files.length + scanned.resting,
      looks: scanned.looks,
      waiting,
      outcomes,
      failed,
      notFiles: scanned.notFiles,
      unreadable: scanned.unreadable,
      unfinished: scanned.unfinished,
      paused,
    };
  }

  private async isWorthTrying(file: Watched): Promise<boolean> {
    const { quietScans, quietSeconds } = this.settings;
    const shortest = Math.min(...Object.values(quietSeconds));
    if (!file.quiet.isQuiet(file, quietScans, shortest)) return false;
    const handle = await openBeneath(this.settings.root, file.segments).catch(() => undefined);
    // landing tells why it cannot be opened
    if (!handle) return true;
    try {
      return file.quiet.isQuiet(file, quietScans, quietSecondsFor(await completenessOf(handle), quietSeconds));
    } finally {
      await handle.close();
    }
  }

  private async landOne(file: Watched): Promise<LandOutcome['outcome']> {
    const { root, centers, defaultCenter, processor } = this.settings;
    const place = placeOf(file.segments, centers, defaultCenter);
    const { outcome } = await this.landFile.land({ root, segments: file.segments, processor, ...place });
    if (outcome === 'landed' || outcome === 'again' || outcome === 'not-a-file') file.quiet.settle(file);
    return outcome;
  }
}

/** A name as events tell it, as the scan knows it: one character for each byte. */
const bytesOfName = (name: string) => Buffer.from(name).toString('latin1');

function codeOf(error: unknown): string {
  if (error instanceof EndoveilError) return error.code;
  return (error as NodeJS.ErrnoException | undefined)?.code ?? 'internal';
}
