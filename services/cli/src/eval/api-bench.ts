import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillRecord, someItems, writeEntries } from '@endoveil/eval';
import { migrateLedger } from '@endoveil/ledger';
import { createSiteKey } from '@endoveil/storage';
import { startStack } from '@endoveil/embedded';
import type { Ended, Invocation } from '../command-line/command.js';
import { mainFile } from '../house/service-program.js';
import type { EvalOptions } from './measure.js';

interface Times {
  readonly what: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly requests: number;
}

const EVENTS = 200;
const FEW = 200;

/** The registry as a process of its own over a record that SQL filled; everything is measured over HTTP, one request at a time. */
export async function benchApi({ options, terminal }: Invocation<EvalOptions>): Promise<Ended> {
  const items = Number(options['items'] ?? 1_000_000);
  const requests = Number(options['requests'] ?? 2000);
  const kept = options['record'] === undefined ? undefined : String(options['record']);
  await using opened = new AsyncDisposableStack();
  const home = kept ?? (await mkdtemp(join(tmpdir(), 'bench-api-')));
  if (kept === undefined) opened.defer(() => rm(home, { recursive: true, force: true }));
  if (!existsSync(join(home, 'filled'))) await makeRecord(home, items, (text) => terminal.say(text));
  if (options['fillOnly']) return { document: { items } };
  const stack = opened.use(await startStack({ dir: join(home, 'servers'), dieWithParent: true }));
  const { url } = stack.postgres;
  await migrateLedger({ url });
  const { port, pid } = await startRegistry(home, stack);
  const idleMiB = await memoryOf(pid);
  const ids = await someItems(url, Math.min(items, 1000));
  const at = (path: string) => `http://127.0.0.1:${port}/v1/${path}`;
  const anyId = (i: number) => ids[i % ids.length]!;

  const times = [
    await timed('status by id', requests, (i) => at(`items/${anyId(i)}?fields=state,reason,next`)),
    await timed('one item, whole', FEW, (i) => at(`items/${anyId(i)}`)),
  ];
  const lists: readonly (readonly [string, string])[] = [
    ['newest', ''],
    ['state', 'state=in-review'],
    ['state, few', 'state=verifying'],
    ['kind', 'kind=report'],
    ['level', 'level=roi-masking'],
    ['center', 'center=center-7'],
    ['center and state', 'center=center-1&state=held'],
    ['kind and state', 'kind=report&state=quarantined'],
    ['level and state', 'level=rules-only&state=held'],
    ['destination', 'destination=research'],
    ['destination, few', 'destination=partner'],
    ['destination and center', 'destination=partner&center=center-9'],
    ['deep page', `after=${anyId(1)}`],
  ];
  for (const [what, query] of lists)
    times.push(await timed(`list by ${what}`, FEW, () => at(`items?limit=50&${query}`)));
  const one = (await (await fetch(at(`items/${anyId(0)}?fields=caseRef`))).json()) as { caseRef: string };
  times.push(await timed('list by case', FEW, () => at(`items?case=${one.caseRef}`)));
  times.push(await timed('queue', FEW, () => at('queue?limit=50')));
  times.push(await timedEvents(url, at('events'), ids));
  const registryMiB = await memoryOf(pid);
  terminal.table(
    ['WHAT', 'P50', 'P95', 'P99', 'ASKED'],
    times.map((row) => [
      row.what,
      ...[row.p50Ms, row.p95Ms, row.p99Ms].map((ms) => `${ms.toFixed(1)} ms`),
      String(row.requests),
    ]),
  );
  terminal.say(`memory of the registry: ${idleMiB} MiB at start, ${registryMiB} MiB at the end`);
  const made = 'by SQL (generate_series); no worker ran, no files';
  return { document: { items, made, times, registryMiB: { idle: idleMiB, end: registryMiB } } };

  async function startRegistry(folder: string, servers: typeof stack) {
    const child = fork(mainFile, ['serve'], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {
        PATH: process.execPath.replace(/\/[^/]+$/, ''),
        SERVICE: 'registry',
        ENDOVEIL_DATABASE_URL: servers.postgres.url,
        ENDOVEIL_NATS_URL: servers.nats.url,
        ENDOVEIL_REDIS_URL: servers.redis.url,
        ENDOVEIL_ZONES_DIR: join(folder, 'zones'),
        ENDOVEIL_SITE_KEY_FILE: join(folder, 'site-key'),
        ENDOVEIL_METRICS_PORT: '0',
        ENDOVEIL_HTTP_PORT: '0',
      },
    });
    opened.defer(async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    });
    const [ports] = (await once(child, 'message')) as [{ httpPort: number }];
    return { port: ports.httpPort, pid: child.pid! };
  }
}

/** An empty house and its record, filled; nothing of it has to survive a power cut while it is filled. */
async function makeRecord(home: string, items: number, told: (text: string) => void): Promise<void> {
  await mkdir(home, { recursive: true });
  await using stack = await startStack({ dir: join(home, 'servers'), dieWithParent: true, durable: false });
  await migrateLedger({ url: stack.postgres.url });
  await createSiteKey(join(home, 'site-key'));
  const startedMs = performance.now();
  await fillRecord(stack.postgres.url, items, (what) => told(`filling ${what}`));
  told(`${items} items by SQL in ${((performance.now() - startedMs) / 1000).toFixed(0)} s; no worker ran`);
  await writeFile(join(home, 'filled'), String(items));
}

async function timed(what: string, requests: number, url: (i: number) => string): Promise<Times> {
  const taken: number[] = [];
  // the first ones find no connection and no plan
  for (let i = -10; i < requests; i += 1) {
    const startedMs = performance.now();
    const response = await fetch(url(Math.abs(i)));
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${what}: ${response.status}`);
    if (i >= 0) taken.push(performance.now() - startedMs);
  }
  return spread(what, taken);
}

/** From the moment an entry is sent to the database until a listener has it. */
async function timedEvents(databaseUrl: string, url: string, ids: readonly string[]): Promise<Times> {
  const stop = new AbortController();
  const response = await fetch(url, { signal: stop.signal });
  let heard: ((itemId: string) => void) | undefined;
  const reading = (async () => {
    let rest = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) {
        const itemId = /"itemId":"([^"]+)"/.exec(block)?.[1];
        if (itemId) heard?.(itemId);
      }
    }
  })().catch(() => undefined);
  const taken: number[] = [];
  const arrivals = new Map<string, number>();
  let arrived = Promise.withResolvers<void>();
  heard = (itemId) => {
    arrivals.set(itemId, performance.now());
    arrived.resolve();
  };
  await writeEntries(databaseUrl, ids.slice(0, EVENTS), async (itemId, sentMs) => {
    while (!arrivals.has(itemId)) {
      arrived = Promise.withResolvers();
      if (!arrivals.has(itemId)) await arrived.promise;
    }
    taken.push(arrivals.get(itemId)! - sentMs);
  });
  stop.abort();
  await reading;
  return spread('event to client', taken);
}

function spread(what: string, taken: readonly number[]): Times {
  const sorted = taken.toSorted((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { what, p50Ms: quantile(0.5), p95Ms: quantile(0.95), p99Ms: quantile(0.99), requests: taken.length };
}

async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024);
}
