import type { Ledger } from '@endoveil/ledger';
import { Counter, Gauge, type Registry } from 'prom-client';
import { destinationMetrics } from './destination-metrics.js';
import { houseMetrics } from './house-metrics.js';
import { inTime } from './in-time.js';
import { levelMetrics } from './level-metrics.js';
import { tallyMetrics, valuesOf } from './tally-metrics.js';

/**
 * Read from the record at each scrape: a restart, a second replica or a lost worker changes nothing. With several
 * registries all say the same; take `max`, not `sum`.
 */
export function registerRecordMetrics(ledger: Pick<Ledger, 'recordMetrics'>, registry: Registry): void {
  const registers = [registry];
  // all metrics of one scrape come from one reading; without Postgres the rest of the page is still there
  const read = inTime(() => ledger.recordMetrics());
  for (const metric of tallyMetrics) {
    const { name, help } = metric;
    const Kind = metric.type === 'counter' ? Counter : Gauge;
    new Kind({
      name,
      help,
      labelNames: Object.keys(metric.labels),
      registers,
      async collect() {
        const tallies = (await read())?.tallies ?? [];
        this.reset();
        for (const { labels, value } of valuesOf(metric, tallies)) this.inc(labels, value);
      },
    });
  }
  for (const { name, help, of } of levelMetrics) {
    new Gauge({
      name,
      help,
      labelNames: ['service', 'stage', 'level'],
      registers,
      async collect() {
        this.reset();
        for (const now of (await read())?.levels ?? [])
          this.inc({ service: now.service, stage: now.stage, level: now.level }, of(now));
      },
    });
  }
  for (const { name, help, of } of destinationMetrics) {
    new Gauge({
      name,
      help,
      labelNames: ['destination'],
      registers,
      async collect() {
        this.reset();
        for (const now of (await read())?.destinations ?? []) this.set({ destination: now.destination }, of(now));
      },
    });
  }
  new Gauge({
    name: 'endoveil_oldest_waiting_job_seconds',
    help: 'Seconds the oldest job has waited for this level; 0 when none waits.',
    labelNames: ['level'],
    registers,
    async collect() {
      this.reset();
      const oldest = new Map<string, number>();
      for (const { level, oldestSeconds } of (await read())?.levels ?? [])
        oldest.set(level, Math.max(oldest.get(level) ?? 0, oldestSeconds));
      for (const [level, seconds] of oldest) this.set({ level }, seconds);
    },
  });
  for (const { name, help, of } of houseMetrics) {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const record = await read();
        if (record) this.set(of(record));
        else this.remove();
      },
    });
  }
  new Counter({
    name: 'endoveil_stuck_total',
    help: 'Jobs the reconciler had to drive again because nothing else would have. Target 0.',
    registers,
    async collect() {
      const record = await read();
      this.reset();
      if (record) this.inc(record.redrivenByReconciler);
    },
  });
  new Gauge({
    name: 'endoveil_record_up',
    help: 'Whether the record answered this scrape.',
    registers,
    async collect() {
      this.set((await read()) ? 1 : 0);
    },
  });
}
