import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { openSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { natsAuthorization } from '@endoveil/cli';
import { type Stack, startStack } from '@endoveil/embedded';
import type { ItemDetail, ItemSummary } from '@endoveil/ledger';
import { grantRoles, migrateLedger, roleOf, type ServiceName, serviceNames } from '@endoveil/ledger';
import { createSiteKey } from '@endoveil/storage';
import { Client } from 'pg';

const clone = resolve(import.meta.dirname, '../..');
const main = join(clone, 'services/cli/dist/main.js');

export { serviceNames as everyService } from '@endoveil/ledger';

/** Everything of the contract that takes minutes in a hospital takes seconds here. */
export const timing = {
  leaseSeconds: 6,
  beatSeconds: 0.5,
  retryCurveSeconds: [0.3, 0.5, 1],
  workerHeartbeatSeconds: 0.5,
  workerGoneSeconds: 4,
  sweepSeconds: 0.5,
  reconcileSeconds: 1,
  // longer than a busy build server needs to hand a message to a process whose thread is reading a dictionary
  deliveryDeadlineSeconds: 8,
  outboxPollSeconds: 0.2,
  upgradeSeconds: 0.5,
  upgradeRetrySeconds: 1,
  deadLevelSeconds: { video: 600, report: 600, metadata: 600 },
};

const newPasswords = () =>
  Object.fromEntries(serviceNames.map((name) => [name, randomBytes(12).toString('hex')])) as Record<
    ServiceName,
    string
  >;

/** As the API tells it. */
export type Item = ItemSummary & { readonly reasonText: string | null; readonly next: string | null };

const settled = new Set(['verified', 'in-review', 'held', 'quarantined']);

/** One process of the system, as a deployment would start it. */
export interface Running {
  readonly child: ChildProcess;
  /** Resolves to how it ended. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly ports: { readonly metricsPort: number; readonly httpPort?: number };
}

/** Real servers and real service processes, in a folder of their own. */
export class HouseRig implements AsyncDisposable {
  private readonly running = new Set<Running>();
  private httpPort = 0;
  private metricsPort = 0;

  private constructor(
    readonly home: string,
    readonly stack: Stack,
    readonly environment: Readonly<Record<string, string>>,
    private readonly passwords: Readonly<Record<ServiceName, string>> | undefined,
  ) {}

  /** `leastRights`: every process of one service logs in to Postgres and NATS as that service. */
  static async start(extra: Readonly<Record<string, string>> = {}, leastRights = false): Promise<HouseRig> {
    const passwords = leastRights ? newPasswords() : undefined;
    const authorization = passwords ? { authorization: natsAuthorization(passwords) } : {};
    const home = await mkdtemp(join(tmpdir(), 'house-'));
    const stack = await startStack({
      dir: join(home, 'servers'),
      dieWithParent: true,
      durable: false,
      ...authorization,
    });
    await migrateLedger({ url: stack.postgres.url });
    if (passwords) await grantRoles({ url: stack.postgres.url, passwords });
    await createSiteKey(join(home, 'site-key'));
    for (const folder of ['drop', 'log']) await mkdir(join(home, folder));
    const environment = {
      PATH: process.env['PATH'] ?? '',
      ENDOVEIL_HOME: home,
      ENDOVEIL_DATABASE_URL: stack.postgres.url,
      ENDOVEIL_NATS_URL: stack.nats.url,
      ENDOVEIL_REDIS_URL: stack.redis.url,
      ENDOVEIL_ZONES_DIR: join(home, 'zones'),
      ENDOVEIL_SITE_KEY_FILE: join(home, 'site-key'),
      ENDOVEIL_WATCH_DIR: join(home, 'drop'),
      ENDOVEIL_TRACE_FILE: join(home, 'log', 'traces.jsonl'),
      ENDOVEIL_METRICS_PORT: '0',
      ENDOVEIL_HTTP_PORT: '0',
      ENDOVEIL_SCAN_SECONDS: '0.3',
      ENDOVEIL_QUIET_SECONDS: '0.2',
      ENDOVEIL_GRACE_SECONDS: '5',
      ENDOVEIL_TIMING: JSON.stringify(timing),
      ...extra,
    };
    return new HouseRig(home, stack, environment, passwords);
  }

  /** Starts a process with these services, perhaps behind a program that becomes it; ready when it resolves. */
  async serve(
    services: readonly string[],
    extra: Readonly<Record<string, string>> = {},
    behind: readonly string[] = [],
  ): Promise<Running> {
    const log = openSync(join(this.home, 'log', `${services[0]}.jsonl`), 'a');
    const [program, ...args] = [...behind, process.execPath, main, 'serve'];
    const child = spawn(program!, args, {
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...this.environment, ...this.loginsOf(services), SERVICE: services.join(','), ...extra },
    });
    const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) => {
      child.once('exit', (code, signal) => done({ code, signal }));
    });
    const ready = new Promise<Running['ports']>((done) =>
      child.once('message', (ports) => done(ports as Running['ports'])),
    );
    const ports = await Promise.race([ready, ended.then(() => undefined)]);
    if (!ports)
      throw new Error(
        `${services.join()} ended before it was ready:\n${readFileSync(join(this.home, 'log', `${services[0]}.jsonl`), 'utf8').slice(-2000)}`,
      );
    if (ports.httpPort !== undefined) {
      this.httpPort = ports.httpPort;
      this.metricsPort = ports.metricsPort;
    }
    const running = { child, ended, ports };
    this.running.add(running);
    return running;
  }

  /** A service alone logs in as itself. */
  private loginsOf(services: readonly string[]): Readonly<Record<string, string>> {
    const service = services[0] as ServiceName;
    if (!this.passwords || services.length > 1) return {};
    const as = (user: string, url: string) =>
      Object.assign(new URL(url), { username: user, password: this.passwords![service] }).href;
    return {
      ENDOVEIL_DATABASE_URL: as(roleOf(service), this.stack.postgres.url),
      ENDOVEIL_NATS_URL: as(service, this.stack.nats.url),
    };
  }

  /** Drops a file as a person would: written beside, then renamed. */
  async drop(path: string, name = basename(path)): Promise<void> {
    const target = join(this.home, 'drop', name);
    await mkdir(dirname(target), { recursive: true });
    const part = join(this.home, 'drop', `.${Math.random()}.part`);
    await copyFile(path, part);
    await rename(part, target);
  }

  /** A new folder beside the house's own. */
  async folder(name: string): Promise<string> {
    const path = join(this.home, name);
    await mkdir(path);
    return path;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.httpPort}`;
  }

  /** Of the process that hosts the registry. */
  get metricsUrl(): string {
    return `http://127.0.0.1:${this.metricsPort}/metrics`;
  }

  async ask<T>(path: string): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${this.httpPort}${path}`);
    return (await response.json()) as T;
  }

  async text(path: string): Promise<string> {
    return await (await fetch(`http://127.0.0.1:${this.httpPort}${path}`)).text();
  }

  async post(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return await fetch(`http://127.0.0.1:${this.httpPort}${path}`, {
      method: 'POST',
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** A decision on what the item is now. */
  async decide(id: string, what: string, body: unknown): Promise<Response> {
    const seen = await fetch(`http://127.0.0.1:${this.httpPort}/v1/items/${id}?fields=state`);
    return await this.post(`/v1/items/${id}/${what}`, body, { 'if-match': seen.headers.get('etag') ?? '' });
  }

  /** Looks into the record itself. */
  async query<Row extends object>(sql: string): Promise<{ rows: Row[] }> {
    const client = new Client({ connectionString: this.stack.postgres.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await client.query<Row>(sql);
    } finally {
      await client.end();
    }
  }

  async items(): Promise<Item[]> {
    return (await this.ask<{ items: Item[] }>('/v1/items?limit=500')).items;
  }

  async item(id: string): Promise<ItemDetail> {
    return await this.ask<ItemDetail>(`/v1/items/${id}`);
  }

  /** Asks until the answer satisfies; the last answer stands in the error when it never does. */
  async until<T>(what: string, ask: () => Promise<T>, satisfies: (answer: T) => boolean, seconds = 120): Promise<T> {
    const end = performance.now() + seconds * 1000;
    for (;;) {
      const answer = await ask().catch((error: unknown) => error as T);
      if (!(answer instanceof Error) && satisfies(answer)) return answer;
      if (performance.now() > end) throw new Error(`${what} did not happen: ${JSON.stringify(answer)}`);
      await wait(100);
    }
  }

  /** Every item is where nothing moves any more, and there are this many. */
  async settled(count: number, seconds?: number): Promise<Item[]> {
    return await this.until(
      `${count} settled items`,
      () => this.items(),
      (items) => items.length === count && items.every(({ state }) => settled.has(state)),
      seconds,
    );
  }

  /** What a command of `endoveil` prints. */
  command(...args: readonly string[]): string {
    return execFileSync(process.execPath, [main, ...args], { env: this.environment, encoding: 'utf8' });
  }

  /** Ends all processes as a deployment would. */
  async stop(): Promise<void> {
    for (const { child } of this.running) child.kill('SIGTERM');
    await Promise.all([...this.running].map(({ ended }) => ended));
    this.running.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.stack.stop();
    await rm(this.home, { recursive: true, force: true });
  }
}
