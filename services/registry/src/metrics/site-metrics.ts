import { statfs } from 'node:fs/promises';
import type { ReasonCode } from '@endoveil/contracts';
import type { Pressure } from '@endoveil/host';
import type { Bus } from '@endoveil/messaging';
import { Gauge, type Registry } from 'prom-client';
import { inTime, PATIENCE_SECONDS } from './in-time.js';

export interface Site {
  readonly bus: Pick<Bus, 'fill'>;
  readonly zonesDir: string;
  readonly pressure: Pressure;
  /** Seconds that each of them may take to answer. */
  readonly patience?: number;
}

const PAUSES = ['space-low', 'events-waiting'] as const satisfies readonly ReasonCode[];

/** What the whole site shares: the stream and the disk of the zones. */
export function registerSiteMetrics(
  { bus, zonesDir, pressure, patience = PATIENCE_SECONDS }: Site,
  registry: Registry,
): void {
  const registers = [registry];
  const fillOf = inTime(() => bus.fill(), patience);
  const pausedBy = inTime(() => pressure.paused(), patience);
  // a network file system that is away answers never
  const statsOf = inTime(() => statfs(zonesDir), patience);
  new Gauge({
    name: 'endoveil_stream_fill_ratio',
    help: 'How full the event stream is, 0 to 1. At 1 it refuses events, and the outbox waits.',
    registers,
    async collect() {
      const fill = await fillOf();
      if (fill) this.set(fill.ratio);
      else this.remove();
    },
  });
  new Gauge({
    name: 'endoveil_intake_paused',
    help: '1 while nothing is taken in for this reason: drop folders are not scanned, uploads are told to come back.',
    labelNames: ['reason'],
    registers,
    async collect() {
      const paused = await pausedBy();
      for (const reason of PAUSES) this.set({ reason }, paused === reason ? 1 : 0);
    },
  });
  const disk = (name: string, help: string, of: (stats: { bsize: number; bavail: number; blocks: number }) => number) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const stats = await statsOf();
        if (stats) this.set(of(stats));
        else this.remove();
      },
    });
  disk('endoveil_zones_free_bytes', 'Bytes free on the file system of the zones.', (s) => s.bavail * s.bsize);
  disk('endoveil_zones_size_bytes', 'Size of the file system of the zones.', (s) => s.blocks * s.bsize);
}
