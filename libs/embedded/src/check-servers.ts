import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBinary } from './binaries.js';
import { postgresVersion } from './postgres.js';

const run = promisify(execFile);

export interface ServerCheck {
  readonly name: 'Postgres' | 'NATS' | 'Redis';
  /** Undefined when the server is missing or cannot run here. */
  readonly version?: string;
}

/** Whether each server's program is here and starts as the user it would run as. Starts no server. */
export function checkServers(toolsDir?: string): Promise<ServerCheck[]> {
  return Promise.all([
    check('Postgres', async () => {
      const dir = await mkdtemp(join(tmpdir(), 'endoveil-check-'));
      return postgresVersion(dir).finally(() => rm(dir, { recursive: true, force: true }));
    }),
    check('NATS', () => versionOf('nats-server', toolsDir)),
    check('Redis', () => versionOf('redis-server', toolsDir)),
  ]);
}

async function check(name: ServerCheck['name'], ask: () => Promise<string>): Promise<ServerCheck> {
  try {
    const version = /\d+\.\d+[.\d]*/.exec(await ask())?.[0];
    return version === undefined ? { name } : { name, version };
  } catch {
    return { name };
  }
}

async function versionOf(program: string, toolsDir: string | undefined): Promise<string> {
  const { path, libraryPath } = findBinary(program, toolsDir);
  const env = libraryPath ? { LD_LIBRARY_PATH: libraryPath } : {};
  return (await run(path, ['--version'], { env, timeout: 10_000 })).stdout;
}
