import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { ChildCrashed, EndoveilError, Hung } from '@endoveil/contracts';
import { type MemoryGroup, memoryGroups, type MemoryGroups } from './memory-groups.js';
import { processTree, residentBytes, signalTree } from './process-tree.js';
import { locate } from './programs.js';
import { type ReusedStream, reusedStream } from '../decoding/reused-stream.js';
import type { Sandbox, SandboxChild, SandboxRun } from './sandbox.js';

const WATCH_EVERY_MS = 100;
const TERM_GRACE_MS = 5_000;
const STDERR_KEPT_BYTES = 64 * 1024;
const MIB = 1024 * 1024;

/**
 * The shell puts itself into the group, then becomes the sandbox: nothing of it was ever outside. Where the group is
 * gone only the watchdog bounds the memory.
 */
const ENTER = '{ echo $$ > "$0"; } 2>/dev/null; exec "$@"';

let shared: MemoryGroups | undefined;
/** Of this process, however many sandboxes it has. */
const ourGroups = () => (shared ??= memoryGroups());

/** New namespaces for everything, no capabilities, no environment, nobody's user; dies with its parent. */
const ISOLATION =
  '--unshare-all --die-with-parent --new-session --cap-drop ALL --clearenv --hostname sandbox --uid 65534 --gid 65534'.split(
    ' ',
  );

const bind = (
  how: '--ro-bind' | '--ro-bind-try' | '--bind' | '--dev-bind-try',
  hostPath: string,
  seenAs = hostPath,
) => [how, hostPath, seenAs];

/** Read-only parts of the host that programs need to start; none holds data of a patient. */
const SYSTEM = [
  ...bind('--ro-bind', '/usr'),
  ...Object.entries({ bin: 'usr/bin', sbin: 'usr/sbin', lib: 'usr/lib', lib64: 'usr/lib64' }).flatMap(
    ([name, target]) => ['--symlink', target, `/${name}`],
  ),
  ...['/etc/alternatives', '/etc/fonts', '/etc/ld.so.cache'].flatMap((path) => bind('--ro-bind-try', path)),
  '--proc',
  '/proc',
  '--dev',
  '/dev',
  '--tmpfs',
  '/tmp',
  '--dir',
  '/run',
];

/**
 * The sandbox on bubblewrap: new namespaces for users, processes, network, IPC and mounts, no capabilities, an
 * empty environment, and only the files that the run names. Memory is bounded by the kernel where it lets this user
 * make a control group, and is watched every 100 ms over the whole process tree everywhere, because a heap flag or an
 * address-space limit does not bind the programs we run.
 */
export function bubblewrap(options: { readonly bwrap?: string; readonly groups?: MemoryGroups } = {}): Sandbox {
  const groups = options.groups ?? ourGroups();
  const start = async (run: SandboxRun): Promise<SandboxChild> => {
    run.signal.throwIfAborted();
    const args = bubblewrapArgs(run);
    // where the temporary folder is full, or its name too long for a socket, the pipe does as well, if slower
    const much = run.writesMuch ? await reusedStream().catch(() => undefined) : undefined;
    const bwrap = options.bwrap ?? '/usr/bin/bwrap';
    // a shell that cannot start it would only say 127, as a program of ours may
    const group = existsSync(bwrap) ? groups.take(run.limits.memoryMiB) : undefined;
    const command = [bwrap, ...args];
    const [program, ...rest] = group ? ['/bin/sh', '-c', ENTER, group.procs, ...command] : command;
    const child = spawn(program!, rest, {
      stdio: ['pipe', much?.writeEnd ?? 'pipe', 'pipe'],
      env: {},
    });
    // what the child has is its own: the stream ends when it does
    much?.writeEnd.destroy();
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (cause) => {
        much?.close();
        group?.release();
        reject(new EndoveilError('sandbox-unavailable', { cause }));
      });
    });
    const pipes = { stdin: child.stdin!, stdout: child.stdout ?? Readable.from([]), stderr: child.stderr! };
    // a child that ends early closes its pipe under a writer; how it ended is told by `exit`
    pipes.stdin.on('error', () => undefined);
    return watch(child, pipes, { much, group }, run);
  };
  const output: Sandbox['output'] = async (run, limits = {}) => {
    await using child = await start(run);
    child.stdin.end();
    const maxBytes = limits.maxBytes ?? 64 * MIB;
    let isCut = false;
    const [stdout, stderr, exitCode] = await Promise.all([
      collect(child.stdout, maxBytes, () => {
        isCut = true;
        child.kill();
      }),
      collect(child.stderr, STDERR_KEPT_BYTES),
      child.exit,
    ]);
    // whoever searches it would call clean what was cut off
    if (isCut) throw new ChildCrashed({ detail: `${run.program} said more than ${maxBytes} bytes` });
    return { exitCode, stdout, stderr };
  };
  return { start, output };
}

/** Exported for its test: the promise of the sandbox is what stands here. */
export function bubblewrapArgs(run: SandboxRun): string[] {
  const path = locate(run.program);
  if (path === undefined) throw new EndoveilError('sandbox-unavailable', { detail: `${run.program} is not installed` });
  const inside = path.startsWith('/usr/') ? path : `/run/program/${run.program}`;
  const environment = { PATH: '/usr/bin', HOME: '/tmp', LC_ALL: 'C.UTF-8', OMP_THREAD_LIMIT: '1', ...run.env };
  return [
    ...ISOLATION,
    ...SYSTEM,
    ...(inside === path ? [] : bind('--ro-bind', path, inside)),
    ...(run.devices ?? []).flatMap((device) => bind('--dev-bind-try', device)),
    ...run.reads.flatMap(({ hostPath, seenAs }) => bind('--ro-bind', hostPath, seenAs)),
    ...(run.writes ? bind('--bind', run.writes.hostPath, run.writes.seenAs) : []),
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    '--chdir',
    run.writes?.seenAs ?? '/tmp',
    '--',
    inside,
    ...run.args,
  ];
}

type Ending = { readonly by: 'memory' | 'deadline' | 'stall' | 'abort' | 'request' };

interface Pipes {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
}

function watch(
  child: ChildProcess,
  { stdin, stdout, stderr }: Pipes,
  { much, group }: { readonly much: ReusedStream | undefined; readonly group: MemoryGroup | undefined },
  run: SandboxRun,
): SandboxChild {
  const pid = child.pid as number;
  const startedAt = performance.now();
  let lastSignOfLife = startedAt;
  let ending: Ending | undefined;
  let killTimer: NodeJS.Timeout | undefined;
  const alive = () => {
    lastSignOfLife = performance.now();
  };
  const end = (by: Ending['by'], signal: NodeJS.Signals) => {
    if (ending) return;
    ending = { by };
    signalTree(pid, signal);
    killTimer = setTimeout(() => signalTree(pid, 'SIGKILL'), signal === 'SIGKILL' ? 0 : TERM_GRACE_MS);
  };
  const onAbort = () => end('abort', 'SIGKILL');
  run.signal.addEventListener('abort', onAbort, { once: true });
  stdout.on('data', alive);
  stderr.on('data', alive);
  // listening for data starts the flow; readers attach in the same tick or iterate, so pause until they do
  stdout.pause();
  stderr.pause();

  const watchdog = setInterval(() => {
    const now = performance.now();
    if (residentBytes(pid) > run.limits.memoryMiB * MIB) end('memory', 'SIGKILL');
    else if (now - startedAt > run.limits.deadlineSeconds * 1000) end('deadline', 'SIGTERM');
    else if (run.limits.stallSeconds && now - lastSignOfLife > run.limits.stallSeconds * 1000) end('stall', 'SIGTERM');
  }, WATCH_EVERY_MS);

  const exit = new Promise<number>((resolve, reject) => {
    child.once('close', (code, signal) => {
      clearInterval(watchdog);
      clearTimeout(killTimer);
      run.signal.removeEventListener('abort', onAbort);
      const isExceeded = ending?.by === 'memory' || group?.wasExceeded();
      group?.release();
      if (ending?.by === 'abort') reject(run.signal.reason);
      else if (isExceeded)
        reject(new ChildCrashed({ detail: `${run.program} needed more than ${run.limits.memoryMiB} MiB` }));
      else if (ending?.by === 'deadline' || ending?.by === 'stall') reject(new Hung({ detail: run.program }));
      else if (ending?.by === 'request') resolve(code ?? 0);
      // bubblewrap answers 128 + n when the program inside died by signal n
      else if (signal !== null || (code !== null && code > 128 && code < 160))
        reject(new ChildCrashed({ detail: run.program }));
      else resolve(code ?? 0);
    });
  });
  exit.catch(() => undefined);

  return {
    stdin,
    stdout,
    chunks: much ? seen(much.chunks, alive) : stdout,
    stderr,
    pid,
    alive,
    exit,
    kill: () => end('request', 'SIGKILL'),
    [Symbol.asyncDispose]: async () => {
      if (processTree(pid).length > 0 && child.exitCode === null && child.signalCode === null)
        end('request', 'SIGKILL');
      much?.close();
      stdout.resume();
      stderr.resume();
      await exit.catch(() => undefined);
    },
  };
}

async function* seen(chunks: AsyncIterable<Buffer>, onChunk: () => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    onChunk();
    yield chunk;
  }
}

/** Reads a stream to its end and keeps the first `maxBytes`; `onOverflow` is called once when there is more. */
async function collect(stream: Readable, maxBytes: number, onOverflow?: () => void): Promise<Buffer> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (size < maxBytes) kept.push(chunk.subarray(0, maxBytes - size));
    if (size <= maxBytes && size + chunk.length > maxBytes) onOverflow?.();
    size += chunk.length;
  }
  return Buffer.concat(kept);
}
