import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { findBinary } from './binaries.js';
import { type Server, type ServerKind, type ServerOptions, type ServerState, startServer } from './server.js';

/** redis-server, in memory only: whatever it holds may be gone at any time. */
export function redisKind(toolsDir?: string): ServerKind {
  return {
    name: 'Redis',
    program: 'redis-server',
    stopSignal: 'SIGTERM',
    url: (state) => `redis://default:${state.password}@127.0.0.1:${state.port}`,
    probe: (state) => greet(state),
    command: async (dir, state) => {
      const binary = findBinary('redis-server', toolsDir);
      const settings = join(dir, 'redis.conf');
      await writeFile(
        settings,
        `bind 127.0.0.1\nport ${state.port}\nrequirepass ${state.password}\nsave ""\nappendonly no\ndir ${JSON.stringify(dir)}\nmaxmemory 256mb\nmaxmemory-policy volatile-ttl\n# ${dir}\n`,
        { mode: 0o600 },
      );
      // Redis rewrites its process title to "redis-server 127.0.0.1:port"; this keeps the settings file on it
      const args = [settings, '--proc-title-template', `{title} {listen-addr} ${settings}`];
      return {
        path: binary.path,
        args,
        ...(binary.libraryPath ? { env: { LD_LIBRARY_PATH: binary.libraryPath } } : {}),
      };
    },
  };
}

export function startRedis(options: ServerOptions): Promise<Server> {
  return startServer(redisKind(options.toolsDir), options);
}

function greet(state: ServerState): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: state.port, timeout: 3_000 });
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.on('error', fail).on('timeout', () => fail(new Error('Redis did not answer')));
    socket.on('connect', () => socket.write(`AUTH ${state.password}\r\nPING\r\n`));
    socket.on('data', (chunk) => {
      if (chunk.toString('latin1').includes('PONG')) {
        socket.destroy();
        resolve();
      } else if (chunk.toString('latin1').startsWith('-')) fail(new Error('Redis refused the credentials'));
    });
  });
}
