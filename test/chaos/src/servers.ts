import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Server, startNats, startPostgres, startRedis } from '@endoveil/embedded';
import type { ServerName } from './faults.js';
import { Wire } from './wire.js';

/** The three servers, each behind a wire of its own that stays where it is when the server comes back elsewhere. */
export class Servers implements AsyncDisposable {
  private readonly running: Record<ServerName, Server>;
  private readonly away = new Map<ServerName, Promise<unknown>>();

  private constructor(
    private readonly dir: string,
    started: Record<ServerName, Server>,
    readonly wires: Readonly<Record<ServerName, Wire>>,
    private readonly ports: Record<ServerName, number>,
  ) {
    this.running = started;
  }

  static async start(dir: string): Promise<Servers> {
    const [nats, redis, postgres] = await Promise.all([
      startOne(dir, 'nats'),
      startOne(dir, 'redis'),
      startOne(dir, 'postgres'),
    ]);
    const ports = { nats: nats.port, redis: redis.port, postgres: postgres.port };
    const wires = {
      nats: await Wire.open(() => ports.nats),
      redis: await Wire.open(() => ports.redis),
      postgres: await Wire.open(() => ports.postgres),
    };
    return new Servers(dir, { nats, redis, postgres }, wires, ports);
  }

  /** Past the wire: for the harness itself. */
  directUrl(name: ServerName): string {
    return this.running[name].url;
  }

  /** As the services reach it. */
  wiredUrl(name: ServerName): string {
    const url = new URL(this.running[name].url);
    url.port = String(this.wires[name].port);
    return url.href.replace(/\/$/, '');
  }

  /** Ends it without a word; resolves when it is back. A second one waits for the first. */
  async kill(name: ServerName, awaySeconds: number, whileAway: () => Promise<void> = async () => undefined) {
    const before = this.away.get(name) ?? Promise.resolve();
    const turn = before.then(async () => {
      await this.running[name].stop('SIGKILL');
      await whileAway();
      await new Promise((resolve) => setTimeout(resolve, awaySeconds * 1000));
      this.running[name] = await startOne(this.dir, name, this.ports[name]);
      this.ports[name] = this.running[name].port;
    });
    this.away.set(name, turn);
    await turn;
  }

  get pids(): readonly number[] {
    return Object.values(this.running).map(({ pid }) => pid);
  }

  /** All are gone, whoever ended them. */
  async gone(): Promise<void> {
    await Promise.all(Object.values(this.running).map((server) => server.stop('SIGKILL')));
  }

  async startAgain(): Promise<void> {
    for (const name of ['nats', 'redis', 'postgres'] as const) {
      this.running[name] = await startOne(this.dir, name, this.ports[name]);
      this.ports[name] = this.running[name].port;
    }
  }

  /** NATS comes back with an empty store. */
  async wipeStream(): Promise<void> {
    await this.kill('nats', 0.2, () => rm(join(this.dir, 'nats', 'store'), { recursive: true, force: true }));
  }

  /** Everything that was away is back. */
  async mended(): Promise<void> {
    for (const wire of Object.values(this.wires)) wire.mend();
    await Promise.all(this.away.values());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.away.values());
    await Promise.all(Object.values(this.wires).map((wire) => wire[Symbol.asyncDispose]()));
    await Promise.all(Object.values(this.running).map((server) => server.stop()));
  }
}

async function startOne(dir: string, name: ServerName, port?: number): Promise<Server> {
  const options = { dir: join(dir, name), dieWithParent: true, ...(port === undefined ? {} : { port }) };
  // a killed Postgres leaves children that hold its memory for a moment
  for (let tries = 1; ; tries += 1) {
    try {
      return await { nats: startNats, redis: startRedis, postgres: startPostgres }[name](options);
    } catch (error) {
      if (tries === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300 * tries));
    }
  }
}
