import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { appendFile, chown, copyFile, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findBinary, startPostgres } from '@endoveil/embedded';
import { createSiteKey } from '@endoveil/storage';
import { Client } from 'pg';

const clone = resolve(import.meta.dirname, '../..');
const main = join(clone, 'services/cli/dist/main.js');
const ip = (...args: readonly string[]) => execFileSync('ip', args, { stdio: 'ignore' });

const subnet = `10.77.${process.pid % 250}`;
/** Where what is not on one of the three stands. */
const outside = `${subnet}.254`;
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
    private readonly postgresPort: number,
    private readonly opened: AsyncDisposableStack,
  ) {}

  /** Throws where networks cannot be made. */
  static async start(): Promise<ThreeServers> {
    if (!mayMakeNetworks())
      throw new Error(
        'The three servers need networks of their own: run this as root, where `unshare --net true` works.',
      );
    await using opened = new AsyncDisposableStack();
    const dir = await mkdtemp(join(tmpdir(), 'three-'));
    opened.defer(() => rm(dir, { recursive: true, force: true }));
    const net = `ev${process.pid % 100_000}`;
    opened.defer(() => takeDown(net));
    putUp(net);
    for (const folder of ['drop', 'log', 'conf', 'zones']) await mkdir(join(dir, folder));
    await copyFile(join(clone, 'deploy/make-secrets.sh'), join(dir, 'make-secrets.sh'));
    const names = hosts.map(nameOf).join(' ');
    const named = { POSTGRES_HOST: 'database', NATS_HOSTS: names, REDIS_HOSTS: names };
    execFileSync('sh', [join(dir, 'make-secrets.sh')], { env: { PATH: process.env['PATH'], ...named } });
    await createSiteKey(join(dir, 'site-key'));
    // by the kernel and nothing between: who loses the cable falls silent, and is not said goodbye for
    const options = { dir: join(dir, 'postgres'), dieWithParent: true, durable: false, alsoOn: outside };
    const postgres = opened.use(await startPostgres(options));
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
    await onlyByTls(join(dir, 'postgres/data'), secret('postgres'));
    await sql.query('select pg_reload_conf()');
    const servers = new ThreeServers(dir, net, sql, Number(new URL(postgres.url).port), opened.move());
    for (const host of hosts) await servers.startServers(host);
    return servers;
  }

  /** NATS as the secrets configure it, but for two paths and a setting that a 2.9 server does not know; and a Redis. */
  async startServers(host: Host): Promise<void> {
    const conf = join(this.dir, 'secrets', `nats-${host}.conf`);
    const text = await this.secret('nats.conf');
    const own = text
      .replace('"/data"', JSON.stringify(join(this.dir, `nats-${host}`)))
      .replace('../../conf/', '../conf/')
      .replace(/^.*sync_interval.*$/m, '');
    await writeFile(conf, own);
    const cluster = await this.secret('nats-cluster.conf');
    await writeFile(conf.replace('.conf', '-cluster.conf'), cluster.replace('nats.conf', `nats-${host}.conf`));
    this.run(host, 'nats', [
      findBinary('nats-server').path,
      ...['--config', conf.replace('.conf', '-cluster.conf'), '--name', nameOf(host)],
    ]);
    const redis = findBinary('redis-server');
    const redisConf = join(this.dir, 'secrets', `redis-${host}.conf`);
    await writeFile(redisConf, await this.secret('redis.conf'));
    this.run(host, 'redis', [redis.path, redisConf], { LD_LIBRARY_PATH: redis.libraryPath ?? '' });
  }

  /** A service on a server, with its own logins; ready when it resolves. */
  async serve(host: Host, service: string): Promise<void> {
    const database = Object.assign(new URL(await this.secret(`database-url-${service}`)), {
      port: String(this.postgresPort),
      pathname: '/postgres',
    });
    const child = this.run(host, service, [process.execPath, main, 'serve'], {
      SERVICE: service,
      ENDOVEIL_DATABASE_URL: database.href,
      ENDOVEIL_NATS_URL: await this.secret(`nats-url-${service}`),
      ENDOVEIL_REDIS_URL: await this.secret('redis-url'),
      ENDOVEIL_CA_FILE: join(this.dir, 'secrets/ca.pem'),
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

  /** How many items ended in each way: kind, state and levels. */
  async ends(): Promise<Record<string, number>> {
    const { rows } = await this.sql.query<{ end: string; count: string }>(
      `select concat_ws(' ', i.kind, i.state,
         (select string_agg(j.stage || ':' || coalesce(j.level, ''), ' ' order by j.stage)
          from ledger.job j where j.run_id = i.current_run)) as end, count(*)
       from ledger.item i group by 1 order by 1`,
    );
    return Object.fromEntries(rows.map(({ end, count }) => [end, Number(count)]));
  }

  /** The longest time for which nothing was recorded of any item, among what was recorded since then, seconds. */
  async longestStall(since: Date): Promise<number> {
    const { rows } = await this.sql.query<{ seconds: number }>(
      `select coalesce(max(extract(epoch from gap)), 0)::float as seconds
       from (select at - lag(at) over (order by at) as gap from ledger.audit where at >= $1) gaps`,
      [since],
    );
    return rows[0]!.seconds;
  }

  /** What runs on it goes on, and nobody hears of it. */
  unplug(host: Host): void {
    ip('link', 'set', `${this.net}h${host}`, 'down');
  }

  /** As when the power fails: everything on it is gone at once, and so is its cable. */
  async cut(host: Host): Promise<void> {
    this.unplug(host);
    await Promise.all([...this.running].filter(([, on]) => on === host).map(([child]) => ended(child, 'SIGKILL')));
  }

  mend(host: Host): void {
    ip('link', 'set', `${this.net}h${host}`, 'up');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.running.keys()].map((child) => ended(child, 'SIGKILL')));
    await this.opened.disposeAsync();
  }

  /** With the paths that it has here. */
  private async secret(name: string): Promise<string> {
    const text = await readFile(join(this.dir, 'secrets', name), 'utf8');
    return text.replaceAll('/run/secrets', join(this.dir, 'secrets'));
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

const addressOf = (host: Host) => `${subnet}.${host}`;
/** As the page calls them; what runs on one of them finds the others by these names. */
const nameOf = (host: Host) => 'abc'[host - 1]!;

/** Postgres lets nobody in from outside without TLS. It reads what belongs to whom its data belong to. */
async function onlyByTls(data: string, certificate: string): Promise<void> {
  const { uid, gid } = await stat(data);
  for (const kind of ['pem', 'key']) {
    const file = join(data, `server.${kind}`);
    await copyFile(`${certificate}.${kind}`, file);
    await chown(file, uid, gid);
  }
  await appendFile(join(data, 'pg_hba.conf'), `hostssl all all ${outside}/24 scram-sha-256\n`);
  await appendFile(
    join(data, 'postgresql.auto.conf'),
    "ssl = on\nssl_cert_file = 'server.pem'\nssl_key_file = 'server.key'\n",
  );
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill(signal);
  await gone;
}

function mayMakeNetworks(): boolean {
  try {
    execFileSync('unshare', ['--net', 'true'], { stdio: 'ignore' });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

function putUp(net: string): void {
  ip('link', 'add', `${net}b`, 'type', 'bridge');
  ip('addr', 'add', `${outside}/24`, 'dev', `${net}b`);
  ip('link', 'set', `${net}b`, 'up');
  const names = [
    `127.0.0.1 localhost`,
    `${outside} database`,
    ...hosts.map((host) => `${addressOf(host)} ${nameOf(host)}`),
  ];
  for (const host of hosts) {
    ip('netns', 'add', `${net}n${host}`);
    // what `ip netns exec` lays over /etc
    mkdirSync(`/etc/netns/${net}n${host}`, { recursive: true });
    writeFileSync(`/etc/netns/${net}n${host}/hosts`, `${names.join('\n')}\n`);
    ip('link', 'add', `${net}h${host}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', `${net}n${host}`);
    ip('link', 'set', `${net}h${host}`, 'master', `${net}b`, 'up');
    const inside = ['-n', `${net}n${host}`];
    ip(...inside, 'addr', 'add', `${addressOf(host)}/24`, 'dev', 'eth0');
    for (const device of ['lo', 'eth0']) ip(...inside, 'link', 'set', device, 'up');
  }
}

function takeDown(net: string): void {
  for (const host of hosts) rmSync(`/etc/netns/${net}n${host}`, { recursive: true, force: true });
  for (const args of [...hosts.map((host) => ['netns', 'del', `${net}n${host}`]), ['link', 'del', `${net}b`]]) {
    try {
      ip(...args);
    } catch {
      // it was never put up
    }
  }
}
