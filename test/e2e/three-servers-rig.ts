import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findBinary, startPostgres } from '@endoveil/embedded';
import { createSiteKey } from '@endoveil/storage';
import { Client } from 'pg';

const clone = resolve(import.meta.dirname, '../..');
const main = join(clone, 'services/cli/dist/main.js');
const ip = (...args: readonly string[]) => execFileSync('ip', args, { stdio: 'ignore' });

export const hosts = [1, 2, 3] as const;
export type Host = (typeof hosts)[number];

/**
 * Three servers as network namespaces of this machine, joined by a bridge: on each a NATS server and a Redis, and
 * whatever services are started there. Postgres and the zones are outside of them, as a database host and a file server
 * would be. Secrets, users and roles are made by the commands that the page names.
 */
export class ThreeServers implements AsyncDisposable {
  private readonly running = new Map<ChildProcess, Host>();
  private httpPort = 0;

  private constructor(
    readonly dir: string,
    private readonly net: string,
    private readonly sql: Client,
    private readonly opened: AsyncDisposableStack,
  ) {}

  static async start(): Promise<ThreeServers> {
    await using opened = new AsyncDisposableStack();
    const dir = await mkdtemp(join(tmpdir(), 'three-'));
    opened.defer(() => rm(dir, { recursive: true, force: true }));
    const net = `ev${process.pid % 100_000}`;
    opened.defer(() => takeDown(net));
    putUp(net);
    for (const folder of ['drop', 'log', 'conf', 'zones']) await mkdir(join(dir, folder));
    await copyFile(join(clone, 'deploy/make-secrets.sh'), join(dir, 'make-secrets.sh'));
    const names = hosts.map(addressOf).join(' ');
    execFileSync('sh', [join(dir, 'make-secrets.sh')], { env: { PATH: process.env['PATH'], NATS_HOSTS: names } });
    await createSiteKey(join(dir, 'site-key'));
    const postgres = opened.use(
      await startPostgres({ dir: join(dir, 'postgres'), dieWithParent: true, durable: false }),
    );
    const owner = new URL(postgres.url);
    const door = createServer((socket) => {
      const there = connect(Number(owner.port), '127.0.0.1');
      socket.pipe(there).pipe(socket);
      for (const one of [socket, there]) one.on('error', () => (socket.destroy(), there.destroy()));
    });
    await new Promise<void>((done) => door.listen(5432, '10.77.0.254', done));
    opened.defer(() => void door.close());
    const secret = (name: string) => join(dir, 'secrets', name);
    const env = { PATH: process.env['PATH'], ENDOVEIL_HOME: dir, ENDOVEIL_DATABASE_URL: postgres.url };
    execFileSync(process.execPath, [main, 'migrate', '--roles', secret('postgres-logins.json')], { env });
    execFileSync(process.execPath, [
      main,
      'nats-users',
      secret('nats-logins.json'),
      '-o',
      join(dir, 'conf/users.conf'),
    ]);
    const sql = new Client({ connectionString: postgres.url });
    sql.on('error', () => undefined);
    await sql.connect();
    opened.defer(() => sql.end());
    const servers = new ThreeServers(dir, net, sql, opened.move());
    for (const host of hosts) await servers.startServers(host);
    return servers;
  }

  /** NATS as the secrets configure it, but for two paths and a setting that a 2.9 server does not know; and a Redis. */
  async startServers(host: Host): Promise<void> {
    const conf = join(this.dir, 'secrets', `nats-${host}.conf`);
    const text = await readFile(join(this.dir, 'secrets/nats.conf'), 'utf8');
    const own = text
      .replace('"/data"', JSON.stringify(join(this.dir, `nats-${host}`)))
      .replace('../../conf/', '../conf/')
      .replace(/^.*sync_interval.*$/m, '');
    await writeFile(conf, own);
    const cluster = await readFile(join(this.dir, 'secrets/nats-cluster.conf'), 'utf8');
    await writeFile(conf.replace('.conf', '-cluster.conf'), cluster.replace('nats.conf', `nats-${host}.conf`));
    this.run(host, 'nats', [
      findBinary('nats-server').path,
      ...['--config', conf.replace('.conf', '-cluster.conf'), '--name', `nats-${host}`],
    ]);
    const redis = findBinary('redis-server');
    const address = ['--bind', addressOf(host), '--requirepass', 'a-password-of-the-test', '--save', ''];
    this.run(host, 'redis', [redis.path, ...address], { LD_LIBRARY_PATH: redis.libraryPath ?? '' });
  }

  /** A service on a server, with its own logins; ready when it resolves. */
  async serve(host: Host, service: string): Promise<void> {
    const secret = async (name: string) => await readFile(join(this.dir, 'secrets', `${name}-${service}`), 'utf8');
    const database = Object.assign(new URL(await secret('database-url')), {
      host: '10.77.0.254:5432',
      pathname: '/postgres',
    });
    const child = this.run(host, service, [process.execPath, main, 'serve'], {
      SERVICE: service,
      ENDOVEIL_DATABASE_URL: database.href,
      ENDOVEIL_NATS_URL: await secret('nats-url'),
      ENDOVEIL_REDIS_URL: hosts.map((one) => `redis://:a-password-of-the-test@${addressOf(one)}:6379`).join(),
      ENDOVEIL_STREAM_REPLICAS: '3',
      ENDOVEIL_STREAM_MAX_BYTES: String(64 * 1024 ** 2),
      ENDOVEIL_ZONES_DIR: join(this.dir, 'zones'),
      ENDOVEIL_SITE_KEY_FILE: join(this.dir, 'site-key'),
      ENDOVEIL_WATCH_DIR: join(this.dir, 'drop'),
      ENDOVEIL_SCAN_SECONDS: '0.3',
      ENDOVEIL_QUIET_SECONDS: '0.2',
      ENDOVEIL_METRICS_PORT: '0',
      ENDOVEIL_HTTP_PORT: '0',
      ENDOVEIL_GRACE_SECONDS: '2',
      ENDOVEIL_TIMING: JSON.stringify({
        ...{ leaseSeconds: 10, beatSeconds: 2, workerHeartbeatSeconds: 1, workerGoneSeconds: 8, sweepSeconds: 1 },
        ...{ reconcileSeconds: 2, deliveryDeadlineSeconds: 15, outboxPollSeconds: 0.5 },
        deadLevelSeconds: { video: 600, report: 600, metadata: 600 },
      }),
    });
    const ready = new Promise<boolean>((done) => child.once('message', () => done(true)));
    const ended = new Promise<boolean>((done) => child.once('exit', () => done(false)));
    if (!(await Promise.race([ready, ended])))
      throw new Error(`${service} on ${host} ended:\n${await this.logOf(host, service)}`);
  }

  async drop(path: string, name: string): Promise<void> {
    await copyFile(path, join(this.dir, 'drop', `.${name}`));
    await rename(join(this.dir, 'drop', `.${name}`), join(this.dir, 'drop', name));
  }

  /** States of all items, by how many there are of each. */
  async states(): Promise<Record<string, number>> {
    const { rows } = await this.sql.query<{ state: string; count: string }>(
      'select state, count(*) from ledger.item group by 1',
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
  }

  async count(sql: string): Promise<number> {
    return Number((await this.sql.query<{ count: string }>(sql)).rows[0]?.count);
  }

  /** As when the power fails: everything on it is gone at once, and so is its cable. */
  async cut(host: Host): Promise<void> {
    ip('link', 'set', `${this.net}h${host}`, 'down');
    await Promise.all([...this.running].filter(([, on]) => on === host).map(([child]) => ended(child, 'SIGKILL')));
  }

  mend(host: Host): void {
    ip('link', 'set', `${this.net}h${host}`, 'up');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.running.keys()].map((child) => ended(child, 'SIGKILL')));
    await this.opened.disposeAsync();
  }

  private async logOf(host: Host, name: string): Promise<string> {
    return (await readFile(join(this.dir, 'log', `${host}-${name}`), 'utf8')).slice(-2000);
  }

  private run(
    host: Host,
    name: string,
    command: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): ChildProcess {
    const log = openSync(join(this.dir, 'log', `${host}-${name}`), 'a');
    const inside = ['netns', 'exec', `${this.net}n${host}`, 'setpriv', '--pdeathsig', 'KILL', ...command];
    const child = spawn('ip', inside, {
      stdio: ['ignore', log, log, 'ipc'],
      env: { PATH: process.env['PATH'] ?? '', ...env },
    });
    closeSync(log);
    this.running.set(child, host);
    child.once('exit', () => this.running.delete(child));
    return child;
  }
}

export const addressOf = (host: Host) => `10.77.0.${host}`;

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill(signal);
  await gone;
}

function putUp(net: string): void {
  ip('link', 'add', `${net}b`, 'type', 'bridge');
  ip('addr', 'add', '10.77.0.254/24', 'dev', `${net}b`);
  ip('link', 'set', `${net}b`, 'up');
  for (const host of hosts) {
    ip('netns', 'add', `${net}n${host}`);
    ip('link', 'add', `${net}h${host}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', `${net}n${host}`);
    ip('link', 'set', `${net}h${host}`, 'master', `${net}b`, 'up');
    const inside = ['-n', `${net}n${host}`];
    ip(...inside, 'addr', 'add', `${addressOf(host)}/24`, 'dev', 'eth0');
    for (const device of ['lo', 'eth0']) ip(...inside, 'link', 'set', device, 'up');
  }
}

function takeDown(net: string): void {
  for (const args of [...hosts.map((host) => ['netns', 'del', `${net}n${host}`]), ['link', 'del', `${net}b`]]) {
    try {
      ip(...args);
    } catch {
      // it was never put up
    }
  }
}
