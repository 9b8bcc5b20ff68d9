import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, openSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary, freePort, startPostgres } from '@endoveil/embedded';
import { migrateLedger } from '@endoveil/ledger';
import { createSiteKey } from '@endoveil/storage';

/** For tests: Postgres, NATS and Redis that speak TLS only, with a certificate for `name` from an authority of their own. */
export interface TlsServers extends AsyncDisposable {
  readonly caFile: string;
  /** What a process is started with; each address names the server as `localhost`. */
  readonly environment: Readonly<Record<string, string>>;
}

const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] });

/** A throw-away authority in `dir`: `ca.pem`, `ca.key`. */
export function makeAuthority(dir: string): string {
  const [key, pem] = [join(dir, 'ca.key'), join(dir, 'ca.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...kind, '-subj', '/CN=throw-away', '-keyout', key, '-out', pem);
  return pem;
}

function certify(dir: string, name: string): { readonly cert: string; readonly key: string } {
  const [key, cert] = [join(dir, 'server.key'), join(dir, 'server.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const by = ['-CA', join(dir, 'ca.pem'), '-CAkey', join(dir, 'ca.key')];
  const named = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  openssl('req', '-x509', ...kind, ...by, ...named, '-keyout', key, '-out', cert);
  chmodSync(key, 0o600);
  return { cert, key };
}

export async function startTlsServers(name: string): Promise<TlsServers> {
  const dir = await mkdtemp(join(tmpdir(), 'tls-'));
  await using opened = new AsyncDisposableStack();
  opened.defer(() => rm(dir, { recursive: true, force: true }));
  const caFile = makeAuthority(dir);
  const { cert, key } = certify(dir, name);
  const password = 'a-password-of-the-test';
  const [natsPort, redisPort] = [await freePort(), await freePort()];
  await writeFile(
    join(dir, 'nats.conf'),
    `host: 127.0.0.1\nport: ${natsPort}\njetstream { store_dir: "${dir}/nats" }
authorization { user: "endoveil", password: "${password}" }
tls { cert_file: "${cert}", key_file: "${key}", timeout: 5 }\n`,
  );
  opened.use(runServer(dir, 'nats-server', '--config', join(dir, 'nats.conf')));
  const tls = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-auth-clients', 'no'];
  const ports = ['--bind', '127.0.0.1', '--port', '0', '--tls-port', String(redisPort)];
  opened.use(runServer(dir, 'redis-server', ...ports, ...tls, '--requirepass', password, '--save', '', '--dir', dir));
  const postgres = await postgresWithTls(dir, cert, key);
  opened.use(postgres);
  await createSiteKey(join(dir, 'site-key'));
  await mkdir(join(dir, 'zones'));
  const database = new URL(postgres.url);
  database.hostname = 'localhost';
  const environment = {
    ENDOVEIL_DATABASE_URL: `${database.href}?sslmode=verify-full`,
    ENDOVEIL_NATS_URL: `tls://endoveil:${password}@localhost:${natsPort}`,
    ENDOVEIL_REDIS_URL: `rediss://:${password}@localhost:${redisPort}`,
    ENDOVEIL_ZONES_DIR: join(dir, 'zones'),
    ENDOVEIL_SITE_KEY_FILE: join(dir, 'site-key'),
    ENDOVEIL_LOG_LEVEL: 'silent',
    ENDOVEIL_TIMING: JSON.stringify({ reconnectSeconds: 3 }),
    ENDOVEIL_CA_FILE: caFile,
  };
  const close = opened.move();
  return { caFile, environment, [Symbol.asyncDispose]: () => close.disposeAsync() };
}

/** Migrated first; then told to let nobody in without TLS. */
async function postgresWithTls(dir: string, cert: string, key: string) {
  const data = join(dir, 'postgres', 'data');
  const server = await startPostgres({ dir: join(dir, 'postgres'), dieWithParent: true, durable: false });
  await migrateLedger({ url: server.url });
  await copyFile(cert, join(data, 'server.crt'));
  await writeFile(join(data, 'server.key'), await readFile(key), { mode: 0o600 });
  await writeFile(join(data, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
  await writeFile(join(data, 'postgresql.auto.conf'), 'ssl = on\n');
  process.kill(server.pid, 'SIGHUP');
  return server;
}

/** A server by its program, until it is disposed of; what it says goes to `PROGRAM.log` in `dir`. */
export function runServer(dir: string, program: string, ...args: readonly string[]): AsyncDisposable {
  const { path, libraryPath } = findBinary(program);
  const log = openSync(join(dir, `${program}.log`), 'a');
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', path, ...args], {
    stdio: ['ignore', log, log],
    env: { PATH: '/usr/bin:/bin', ...(libraryPath ? { LD_LIBRARY_PATH: libraryPath } : {}) },
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
