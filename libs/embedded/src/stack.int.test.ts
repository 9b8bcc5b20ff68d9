import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { startPostgres } from './postgres.js';
import { natsKind, natsSettings } from './nats.js';
import { type ServerKind, startServer } from './server.js';
import { startStack, stopStack } from './stack.js';

const folders: string[] = [];
const folder = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'stack-'));
  folders.push(dir);
  return dir;
};
const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(execFileSync('cat', [`/proc/${pid}/status`], { encoding: 'utf8' }));
  } catch {
    return false;
  }
};

afterEach(async () => {
  for (const dir of folders.splice(0)) {
    await stopStack(dir);
    await rm(dir, { recursive: true, force: true });
  }
});

describe('the embedded stack', () => {
  it('starts three servers on loopback and ends them', async () => {
    const dir = await folder();
    const stack = await startStack({ dir, dieWithParent: true });
    const pids = [stack.postgres.pid, stack.nats.pid, stack.redis.pid];
    expect(pids.map(alive)).toEqual([true, true, true]);
    await stack.stop();
    expect(pids.map(alive)).toEqual([false, false, false]);
  });

  it('takes another port when somebody is faster at the one that was free', async () => {
    const dir = await folder();
    await using faster = createServer();
    const kind = natsKind();
    let taken: number | undefined;
    const slow: ServerKind = {
      ...kind,
      async command(at, state) {
        if (taken === undefined)
          await new Promise<void>((done) => faster.listen((taken = state.port), '127.0.0.1', done));
        return await kind.command(at, state);
      },
    };
    await using server = await startServer(slow, { dir: join(dir, 'nats'), dieWithParent: true });
    expect(taken).toBeGreaterThan(0);
    expect(server.port).not.toBe(taken);
  });

  it('adopts servers whose parent was killed, with the same credentials and data', async () => {
    const dir = await folder();
    const first = await startStack({ dir });
    const client = new Client({ connectionString: first.postgres.url });
    await client.connect();
    await client.query('CREATE TABLE kept (n int)');
    await client.end();
    const second = await startStack({ dir });
    expect([second.postgres.pid, second.nats.pid, second.redis.pid]).toEqual([
      first.postgres.pid,
      first.nats.pid,
      first.redis.pid,
    ]);
    expect(second.postgres.url).toBe(first.postgres.url);
    await second.stop();
    await using again = await startPostgres({ dir: join(dir, 'postgres'), dieWithParent: true });
    const reader = new Client({ connectionString: again.url });
    await reader.connect();
    expect((await reader.query('SELECT count(*)::int AS n FROM kept')).rows).toEqual([{ n: 0 }]);
    await reader.end();
  });

  it('does not take a stranger with the old pid for its server', async () => {
    const dir = await folder();
    const first = await startStack({ dir, dieWithParent: true });
    await first.stop();
    const stranger = spawn('sleep', ['60']);
    const stateFile = join(dir, 'redis', 'server.json');
    const state = JSON.parse(await readFile(stateFile, 'utf8'));
    await import('node:fs/promises').then(({ writeFile }) =>
      writeFile(stateFile, JSON.stringify({ ...state, pid: stranger.pid })),
    );
    const second = await startStack({ dir, dieWithParent: true });
    expect(alive(stranger.pid as number)).toBe(true);
    expect(second.redis.pid).not.toBe(stranger.pid);
    await second.stop();
    stranger.kill('SIGKILL');
  });

  it('keeps credentials from other users', async () => {
    const dir = await folder();
    await using stack = await startStack({ dir, dieWithParent: true });
    const modes = ['postgres', 'nats', 'redis'].map((name) =>
      execFileSync('stat', ['-c', '%a', join(dir, name, 'server.json')], { encoding: 'utf8' }).trim(),
    );
    expect(modes).toEqual(['600', '600', '600']);
    const commandLines = [stack.postgres, stack.nats, stack.redis].map(({ pid }) =>
      execFileSync('cat', [`/proc/${pid}/cmdline`], { encoding: 'utf8' }),
    );
    const password = JSON.parse(await readFile(join(dir, 'nats', 'server.json'), 'utf8')).password;
    expect(commandLines.join('')).not.toContain(password);
  });
});

describe('the settings of NATS', () => {
  it('quote a password that begins like a number', () => {
    const settings = natsSettings('/d', { port: 4222, user: 'u', password: '28eb7378' }, 'nats-server: v2.9.10');
    expect(settings).toContain('password: "28eb7378"');
  });

  it('make one of several of it, whose clients hear of no other address', () => {
    const cluster = { serverName: 'a', listen: '127.0.1.1:1', routes: ['127.0.1.1:1', '127.0.1.1:2'], password: '28e' };
    const settings = natsSettings('/d', state, 'nats-server: v2.9.10', { cluster });
    expect(settings).toMatch(/^server_name: "a"$/m);
    expect(settings).toMatch(/^ {2}no_advertise: true$/m);
    expect(settings).toContain('routes: ["nats-route://route:28e@127.0.1.1:1", "nats-route://route:28e@127.0.1.1:2"]');
    expect(natsSettings('/d', state, 'nats-server: v2.9.10')).not.toContain('cluster');
  });

  const state = { port: 4222, user: 'u', password: 'p' };
  it('sync every write from 2.10 on, and start on 2.9, which does not know the setting', () => {
    expect(natsSettings('/d', state, 'nats-server: v2.10.1')).toContain('sync_interval: always');
    expect(natsSettings('/d', state, 'nats-server: v2.9.10')).not.toContain('sync_interval');
  });
});
