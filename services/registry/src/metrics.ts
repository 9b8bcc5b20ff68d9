import type { Counts, Ledger } from '@endoveil/ledger';
import { Counter, Gauge, type Registry } from 'prom-client';

/**
 * Read from the record at each scrape: a restart, a second replica or a lost worker changes nothing. With several
 * registries all say the same; take `max`, not `sum`.
 */
export function registerMetrics(ledger: Pick<Ledger, 'counts'>, registry: Registry): void {
  let asked: Promise<Counts> | undefined;
  // all metrics of one scrape come from one reading
  const counts = () => {
    asked ??= ledger.counts().finally(() => setImmediate(() => (asked = undefined)));
    return asked;
  };
  const registers = [registry];
  new Gauge({
    name: 'endoveil_items_total',
    help: 'Items by kind, where they stand now, and the level that made their result.',
    labelNames: ['kind', 'outcome', 'level'],
    registers,
    async collect() {
      const { items } = await counts();
      this.reset();
      for (const { kind, state, level, count } of items)
        this.inc({ kind: kind ?? 'unknown', outcome: state, level: level ?? 'none' }, count);
    },
  });
  new Counter({
    name: 'endoveil_fallbacks_total',
    help: 'Steps down a ladder, by the level that could not, the level that got the work, and why.',
    labelNames: ['from', 'to', 'reason'],
    registers,
    async collect() {
      const { fallbacks } = await counts();
      this.reset();
      for (const { from, to, reason, count } of fallbacks) this.inc({ from, to: to ?? 'none', reason }, count);
    },
  });
  new Counter({
    name: 'endoveil_verdicts_total',
    help: 'Verdicts of the verifier.',
    labelNames: ['kind', 'verdict'],
    registers,
    async collect() {
      const { verdicts } = await counts();
      this.reset();
      for (const { kind, verdict, count } of verdicts) this.inc({ kind, verdict }, count);
    },
  });
  new Gauge({
    name: 'endoveil_oldest_waiting_job_seconds',
    help: 'Seconds the oldest job has waited for this level; 0 when none waits.',
    labelNames: ['level'],
    registers,
    async collect() {
      const { oldestWaiting } = await counts();
      this.reset();
      for (const { level, seconds } of oldestWaiting) this.set({ level }, seconds);
    },
  });
  new Gauge({
    name: 'endoveil_outbox_lag_seconds',
    help: 'Age of the oldest event that is not published yet; 0 when none waits.',
    registers,
    async collect() {
      this.set((await counts()).outboxLagSeconds);
    },
  });
  new Counter({
    name: 'endoveil_stuck_total',
    help: 'Jobs the reconciler had to drive again because nothing else would have. Target 0.',
    registers,
    async collect() {
      const { stuckTotal } = await counts();
      this.reset();
      this.inc(stuckTotal);
    },
  });
}
