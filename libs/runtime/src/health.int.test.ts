import { Counter, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { startHealth } from './health.js';

it('answers health, readiness by part, and metrics', async () => {
  const registry = new Registry();
  new Counter({ name: 'x_total', help: 'x', registers: [registry] }).inc();
  let bus = false;
  await using server = await startHealth({
    host: '127.0.0.1',
    port: 0,
    registry,
    checks: [
      { name: 'database', check: async () => true },
      { name: 'bus', check: async () => bus },
      { name: 'llm', check: () => Promise.reject(new Error('away')) },
    ],
  });
  const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
  expect((await get('/healthz')).status).toBe(200);
  const refused = await get('/readyz');
  expect(refused.status).toBe(503);
  expect(await refused.json()).toEqual({ parts: { database: true, bus: false, llm: false } });
  bus = true;
  expect(((await (await get('/readyz')).json()) as { parts: { bus: boolean } }).parts.bus).toBe(true);
  expect(await (await get('/metrics')).text()).toContain('x_total 1');
  expect((await get('/other')).status).toBe(404);
});
