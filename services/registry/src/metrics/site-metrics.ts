import { statfs } from 'node:fs/promises';
import type { Bus } from '@endoveil/messaging';
import { Gauge, type Registry } from 'prom-client';

export interface Site {
  readonly bus: Pick<Bus, 'fill'>;
  readonly zonesDir: string;
}

/** What the whole site shares: the stream and the disk of the zones. */
export function registerSiteMetrics({ bus, zonesDir }: Site, registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: 'endoveil_stream_fill_ratio',
    help: 'How full the event stream is, 0 to 1. At 1 it refuses events, and the outbox waits.',
    registers,
    async collect() {
      const fill = await bus.fill().catch(() => undefined);
      if (fill) this.set(fill.ratio);
      else this.remove();
    },
  });
  const disk = (name: string, help: string, of: (stats: { bsize: number; bavail: number; blocks: number }) => number) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const stats = await statfs(zonesDir).catch(() => undefined);
        if (stats) this.set(of(stats));
        else this.remove();
      },
    });
  disk('endoveil_zones_free_bytes', 'Bytes free on the file system of the zones.', (s) => s.bavail * s.bsize);
  disk('endoveil_zones_size_bytes', 'Size of the file system of the zones.', (s) => s.blocks * s.bsize);
}
