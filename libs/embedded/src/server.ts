import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { portOrFree } from './free-port.js';

/** A real server, a child process on loopback with credentials of its own. */
export interface Server extends AsyncDisposable {
  /** With credentials: never log it. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** It ran before: an earlier process had started it. */
  readonly adopted: boolean;
  /** Ends the server and waits until it is gone. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface ServerOptions {
  /** The server's own folder: data, log, credentials and pid. Created 0700. */
  readonly dir: string;
  /** Preferred port; another is taken when it is in use. */
  readonly port?: number;
  /** End the server when this process dies, however it dies. For what keeps nothing; a stack that runs on is adopted instead. */
  readonly dieWithParent?: boolean;
  /** Where `./endoveil` unpacked the servers. Found by itself inside a clone. */
  readonly toolsDir?: string;
}

/** What is kept in `server.json` (0600) beside the data, so that the next start finds the server again. */
export interface ServerState {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly pid?: number;
}

/** How one kind of server is prepared, started and asked whether it is ready. */
export interface ServerKind {
  readonly name: string;
  /** A word that only this server's command line holds, to tell it from a stranger with the same pid. */
  readonly program: string;
  command(dir: string, state: ServerState): Promise<{ path: string; args: string[]; env?: Record<string, string> }>;
  url(state: ServerState): string;
  /** Resolves when the server answers with these credentials; rejects while it does not. */
  probe(state: ServerState): Promise<void>;
  /** The signal that ends it quickly and cleanly. */
  readonly stopSignal: NodeJS.Signals;
}

const READY_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 8_000;
/** Ports that are tried when others are faster. */
const MOST_TRIES = 5;

/** Starts a server in its folder, or adopts the one that an earlier process left running there. */
export async function startServer(kind: ServerKind, options: ServerOptions): Promise<Server> {
  mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  const stateFile = join(options.dir, 'server.json');
  const old = readState(stateFile);
  if (old?.pid !== undefined && isOurs(kind, options.dir, old.pid)) {
    if (await answers(kind, old)) return running(kind, options.dir, { ...old, pid: old.pid }, true);
    await end(kind, options.dir, old.pid, 'SIGKILL');
  }
  const password = old?.password ?? randomBytes(24).toString('hex');
  let wanted = options.port ?? old?.port;
  for (let tries = 1; ; tries += 1) {
    const state: ServerState = { port: await portOrFree(wanted), user: 'endoveil', password };
    writeState(stateFile, state);
    try {
      const pid = await launch(kind, options, state);
      writeState(stateFile, { ...state, pid });
      return running(kind, options.dir, { ...state, pid }, false);
    } catch (error) {
      // free a moment ago, and somebody else's now
      const isTaken = (await portOrFree(state.port)) !== state.port;
      if (!isTaken || tries === MOST_TRIES) throw error;
      wanted = undefined;
    }
  }
}

/** Starts the program and waits until it answers; throws when it ends before. */
async function launch(kind: ServerKind, options: ServerOptions, state: ServerState): Promise<number> {
  const { path, args, env } = await kind.command(options.dir, state);
  const log = openSync(join(options.dir, 'server.log'), 'a', 0o600);
  const [program, argv] = options.dieWithParent ? ['setpriv', ['--pdeathsig', 'KILL', path, ...args]] : [path, args];
  const child = spawn(program, argv, {
    cwd: options.dir,
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8', ...env },
  });
  closeSync(log);
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`${kind.name} ended while starting (${signal ?? code}); see server.log in its folder`)),
    );
  });
  await Promise.race([ready(kind, state), ended]);
  ended.catch(() => undefined);
  child.unref();
  return child.pid as number;
}

/** Ends whatever server of this kind an earlier process left in the folder. */
export async function stopLeftover(kind: ServerKind, dir: string): Promise<boolean> {
  const state = readState(join(dir, 'server.json'));
  if (state?.pid === undefined || !isOurs(kind, dir, state.pid)) return false;
  await end(kind, dir, state.pid, kind.stopSignal);
  return true;
}

/** What a server's folder tells about it, without starting anything. */
export interface ServerStatus {
  readonly name: string;
  /** `silent`: the process is there but does not answer. */
  readonly state: 'running' | 'silent' | 'stopped';
  readonly pid?: number;
  readonly port?: number;
}

export async function serverStatus(kind: ServerKind, dir: string): Promise<ServerStatus> {
  const state = readState(join(dir, 'server.json'));
  if (state?.pid === undefined || !isOurs(kind, dir, state.pid)) return { name: kind.name, state: 'stopped' };
  const { pid, port } = state;
  return { name: kind.name, state: (await answers(kind, state)) ? 'running' : 'silent', pid, port };
}

function running(kind: ServerKind, dir: string, state: ServerState & { pid: number }, adopted: boolean): Server {
  const stop = async (signal?: 'SIGTERM' | 'SIGKILL') =>
    end(kind, dir, state.pid, signal === 'SIGKILL' ? signal : kind.stopSignal);
  return { url: kind.url(state), port: state.port, pid: state.pid, adopted, stop, [Symbol.asyncDispose]: () => stop() };
}

/** Whole or not at all, also when the power goes: without the password the data beside it is of no use. */
function writeState(file: string, state: ServerState): void {
  const temporary = `${file}.${process.pid}.part`;
  writeFileSync(temporary, JSON.stringify(state), { mode: 0o600, flush: true });
  renameSync(temporary, file);
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function readState(file: string): ServerState | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ServerState;
  } catch {
    return undefined;
  }
}

/** Pids are reused: only a process with our program and our folder on its command line is our server. */
function isOurs(kind: ServerKind, dir: string, pid: number): boolean {
  if (!existsSync(`/proc/${pid}/cmdline`)) return false;
  const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  return commandLine.includes(kind.program) && commandLine.includes(dir);
}

async function answers(kind: ServerKind, state: ServerState): Promise<boolean> {
  try {
    await kind.probe(state);
    return true;
  } catch {
    return false;
  }
}

async function ready(kind: ServerKind, state: ServerState): Promise<void> {
  const giveUpAt = performance.now() + READY_TIMEOUT_MS;
  while (!(await answers(kind, state))) {
    if (performance.now() > giveUpAt)
      throw new Error(`${kind.name} did not answer within ${READY_TIMEOUT_MS / 1000} s`);
    await delay(25);
  }
}

async function end(kind: ServerKind, dir: string, pid: number, signal: NodeJS.Signals): Promise<void> {
  if (!isOurs(kind, dir, pid)) return;
  send(pid, signal);
  const killAt = performance.now() + STOP_TIMEOUT_MS;
  let killed = signal === 'SIGKILL';
  while (isOurs(kind, dir, pid) && !isZombie(pid)) {
    if (!killed && performance.now() > killAt) {
      send(pid, 'SIGKILL');
      killed = true;
    }
    await delay(15);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended by itself in the meantime
  }
}

function isZombie(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}
