import type { Platform, ServiceDefinition } from '@endoveil/host';
import { loadSettings, type ValuesOf } from '@endoveil/runtime';
import { type DynamicModule, type OnApplicationBootstrap, type OnApplicationShutdown, Module } from '@nestjs/common';
import { intakeSettings } from './config.js';
import { LandFile } from './landing/land-file.js';
import { type ScanReport, WatchFolder } from './watching/watch-folder.js';

type IntakeSettings = ValuesOf<typeof intakeSettings>;
/** Extended while the landing goes on: a killed intake keeps others waiting no longer than this. */
const LOCK_MS = 8_000;

/** Lands what a person or the drop folder hands in, by the site's settings. */
export function landFileFor(
  { storage, ledger, locks, settings: { keepFreeBytes } }: Pick<Platform, 'storage' | 'ledger' | 'locks' | 'settings'>,
  settings: IntakeSettings,
): LandFile {
  const { afterLanding, hashTwice } = settings;
  return new LandFile(storage, ledger, locks, { afterLanding, hashTwice, keepFreeBytes, lockMs: LOCK_MS });
}

/** Scans the drop folder for as long as the process runs. */
class Watching implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopper = new AbortController();
  private running: Promise<void> | undefined;
  private paused: ScanReport['paused'] = null;
  private passedBy: Readonly<Record<string, number>> = {};

  constructor(
    private readonly platform: Platform,
    private readonly settings: IntakeSettings,
  ) {}

  onApplicationBootstrap(): void {
    const { watchDir: root, quietSeconds, landings, ...rest } = this.settings;
    // Nest calls it for the application and again for its transport
    if (root === undefined || this.running) return;
    const folder = new WatchFolder(landFileFor(this.platform, this.settings), {
      ...rest,
      root,
      concurrency: landings,
      paused: () => this.platform.pressure.paused(),
      quietScans: 2,
      quietSeconds: {
        complete: quietSeconds,
        openEnded: 10 * quietSeconds,
        unfinished: 60 * quietSeconds,
        empty: 10 * quietSeconds,
      },
    });
    this.running = folder.run(this.stopper.signal, (report) => this.tell(report));
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopper.abort();
    await this.running;
  }

  private tell({ outcomes, failed, paused, unfinished, notFiles, unreadable }: ScanReport): void {
    // what is passed by is told once, and again when it changes
    const passedBy = { unfinished, 'not-a-file': notFiles, unreadable };
    for (const [code, count] of Object.entries(passedBy))
      if (count !== (this.passedBy[code] ?? 0)) this.platform.log.warn('intake.passed-by', { code, count });
    this.passedBy = passedBy;
    if (paused !== this.paused) this.platform.log.warn('intake.paused', { code: paused ?? 'none' });
    this.paused = paused;
    for (const [outcome, count] of Object.entries(outcomes))
      this.platform.log.info('intake.scanned', { outcome, count });
    for (const [code, count] of Object.entries(failed)) this.platform.log.warn('intake.failed', { code, count });
  }
}

@Module({})
class IntakeModule {}

export const intake: ServiceDefinition = {
  name: 'intake',
  levels: [],
  module(platform: Platform): DynamicModule {
    const watching = new Watching(platform, loadSettings(intakeSettings, platform.environment));
    return { module: IntakeModule, providers: [{ provide: Watching, useValue: watching }] };
  },
};
