import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBinary } from './binaries.js';
import { type Server, type ServerKind, type ServerOptions, type ServerState, startServer } from './server.js';

const run = promisify(execFile);
const JETSTREAM_MAX_BYTES = 1024 ** 3;

export interface NatsOptions extends ServerOptions {
  /** A block `authorization` with other users beside our own one, for tests of what they may do. */
  readonly authorization?: string;
  readonly cluster?: NatsCluster;
}

/** What makes a server one of several that replicate their streams. Clients hear of no address but those they were given. */
export interface NatsCluster {
  /** Unlike that of the others. */
  readonly serverName: string;
  /** `host:port` for the others. */
  readonly listen: string;
  /** Of all of them, this one may be among them. */
  readonly routes: readonly string[];
  /** The same at all of them. */
  readonly password: string;
}

/** nats-server with JetStream on the file system. Its settings are written for the version that is there. */
export function natsKind(toolsDir?: string, options: Pick<NatsOptions, 'authorization' | 'cluster'> = {}): ServerKind {
  return {
    name: 'NATS',
    program: 'nats-server',
    stopSignal: 'SIGTERM',
    url: (state) => `nats://${state.user}:${state.password}@127.0.0.1:${state.port}`,
    probe: (state) => greet(state),
    command: async (dir, state) => {
      const binary = findBinary('nats-server', toolsDir);
      const { stdout } = await run(binary.path, ['--version']);
      const settings = join(dir, 'nats.conf');
      await mkdir(join(dir, 'store'), { recursive: true, mode: 0o700 });
      await writeFile(settings, natsSettings(dir, state, stdout.trim(), options), { mode: 0o600 });
      return { path: binary.path, args: ['--config', settings] };
    },
  };
}

export function startNats(options: NatsOptions): Promise<Server> {
  return startServer(natsKind(options.toolsDir, options), options);
}

/**
 * Strings are quoted: a hexadecimal password that begins like a number (`28e…`) is read as one and refused.
 * Without `sync_interval: always` a power cut can lose the whole stream; servers before 2.10 refuse to start with it.
 */
export function natsSettings(
  dir: string,
  state: ServerState,
  version: string,
  { authorization, cluster }: Pick<NatsOptions, 'authorization' | 'cluster'> = {},
): string {
  const [major = 0, minor = 0] = (/v(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
  const knowsSyncInterval = major > 2 || (major === 2 && minor >= 10);
  const ours = `{ user: ${JSON.stringify(state.user)}, password: ${JSON.stringify(state.password)} }`;
  return `host: 127.0.0.1
port: ${state.port}
max_payload: 65536
jetstream {
  store_dir: ${JSON.stringify(join(dir, 'store'))}
  max_memory_store: 0
  max_file_store: ${JETSTREAM_MAX_BYTES}
${knowsSyncInterval ? '  sync_interval: always\n' : ''}}
${authorization?.replace('users: [', `users: [\n    ${ours}`) ?? `authorization ${ours}\n`}${cluster ? clusterSettings(cluster) : ''}`;
}

function clusterSettings({ serverName, listen, routes, password }: NatsCluster): string {
  const addresses = routes.map((route) => JSON.stringify(`nats-route://route:${password}@${route}`));
  return `
server_name: ${JSON.stringify(serverName)}
cluster {
  name: "endoveil"
  listen: ${JSON.stringify(listen)}
  no_advertise: true
  authorization { user: "route", password: ${JSON.stringify(password)} }
  routes: [${addresses.join(', ')}]
}
`;
}

/** Speaks just enough of the protocol to know that the server takes these credentials and has JetStream. */
function greet(state: ServerState): Promise<void> {
  const hello = `CONNECT ${JSON.stringify({ verbose: false, pedantic: false, user: state.user, pass: state.password, lang: 'probe', version: '0', protocol: 1, headers: true })}\r\nPING\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: state.port, timeout: 3_000 });
    let seen = '';
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.on('error', fail).on('timeout', () => fail(new Error('NATS did not answer')));
    socket.on('close', () => reject(new Error('NATS closed the connection')));
    socket.on('data', (chunk) => {
      seen += chunk.toString('latin1');
      if (seen.includes('-ERR')) fail(new Error('NATS refused the credentials'));
      else if (seen.includes('INFO') && !seen.includes('PONG') && socket.bytesWritten === 0) socket.write(hello);
      else if (seen.includes('PONG')) {
        socket.destroy();
        resolve();
      }
    });
  });
}
