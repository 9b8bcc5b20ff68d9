import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { Counter, Gauge } from 'prom-client';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const build = new Gauge({
  name: 'endoveil_build_info',
  help: 'Always 1: which build of which service runs here, on which Node.',
  labelNames: ['service', 'version', 'node'],
});

const redeliveries = new Counter({
  name: 'endoveil_redeliveries_total',
  help: 'Messages that came again: after a refusal, a wait, or a worker that went away.',
  labelNames: ['durable'],
});

const deliveries = new Counter({
  name: 'endoveil_deliveries_total',
  help: 'Messages that came, the first time or again.',
  labelNames: ['durable'],
});

export const handlerFailures = new Counter({
  name: 'endoveil_handler_failures_total',
  help: 'Handlers that threw instead of settling: mistakes of ours, or a record that is away.',
  labelNames: ['durable'],
});

let scratchDir: string | undefined;

new Gauge({
  name: 'endoveil_scratch_free_bytes',
  help: 'Bytes free where this process works on decrypted files.',
  async collect() {
    const stats = scratchDir === undefined ? undefined : await statfs(scratchDir).catch(() => undefined);
    if (stats) this.set(stats.bavail * stats.bsize);
    else this.remove();
  },
});

/** Which services this process runs. */
export function buildInfo(services: readonly string[]): void {
  for (const service of services) build.set({ service, version, node: process.versions.node }, 1);
}

export function countDelivery(durable: string, times: number): void {
  deliveries.inc({ durable });
  if (times > 1) redeliveries.inc({ durable });
}

export function watchScratch(dir: string): void {
  scratchDir = dir;
}
