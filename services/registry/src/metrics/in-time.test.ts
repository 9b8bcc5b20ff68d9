import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { inTime } from './in-time.js';
import { registerSiteMetrics } from './site-metrics.js';

describe('a page of metrics', () => {
  it('asks what hangs once, and does not wait for it', async () => {
    let asked = 0;
    const ask = inTime(() => {
      asked += 1;
      return new Promise<never>(() => undefined);
    }, 0.01);
    expect([await ask(), await ask()]).toEqual([undefined, undefined]);
    expect(asked).toBe(1);
  });

  it('takes no answer for one that failed, and asks again', async () => {
    let asked = 0;
    const ask = inTime(() => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error('away')) : Promise.resolve(asked);
    });
    expect(await ask()).toBeUndefined();
    await new Promise(setImmediate);
    expect(await ask()).toBe(2);
  });

  it('is there without the stream, when that hangs', async () => {
    const registry = new Registry();
    const bus = { fill: () => new Promise<never>(() => undefined) };
    registerSiteMetrics({ bus, zonesDir: '/', pressure: { paused: async () => null }, patience: 0.01 }, registry);
    const page = await registry.metrics();
    expect(page).toMatch(/^endoveil_zones_free_bytes \d/m);
    expect(page).not.toMatch(/^endoveil_stream_fill_ratio \d/m);
  });
});
