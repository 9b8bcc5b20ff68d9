import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildCrashed, EndoveilError, Hung } from '@endoveil/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bubblewrap } from './bubblewrap.js';
import { processTree } from './process-tree.js';
import type { SandboxRun } from './sandbox.js';
import { sandboxSelfTest } from './sandbox-self-test.js';

const sandbox = bubblewrap();
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const script = (code: string, more: Partial<SandboxRun> = {}): SandboxRun => ({
  program: 'node',
  args: ['-e', code],
  reads: [],
  limits: { memoryMiB: 512, deadlineSeconds: 20 },
  signal: AbortSignal.timeout(30_000),
  ...more,
});

describe('the sandbox', () => {
  it('passes its own self-test', async () => {
    expect(await sandboxSelfTest(sandbox, dir)).toEqual({
      ok: true,
      finding: 'a child sees no network and no file it was not given',
    });
  });

  it('shows a child its input and takes its output, and nothing else', async () => {
    await writeFile(join(dir, 'in'), 'bytes');
    const code = `const fs = require('fs');
      fs.writeFileSync('/out/copy', fs.readFileSync('/in'));
      const tried = ['/in', '/usr/x', '/etc/x'].map((path) => { try { fs.writeFileSync(path, 'x'); return path; } catch { return ''; } });
      process.stdout.write(JSON.stringify({ tried, env: Object.keys(process.env).sort(), root: fs.readdirSync('/').sort() }))`;
    const { stdout } = await sandbox.output(
      script(code, {
        reads: [{ hostPath: join(dir, 'in'), seenAs: '/in' }],
        writes: { hostPath: dir, seenAs: '/out' },
      }),
    );
    const seen = JSON.parse(stdout.toString());
    expect(seen.tried.slice(0, 2)).toEqual(['', '']);
    expect(seen.env).toEqual(['HOME', 'LC_ALL', 'OMP_THREAD_LIMIT', 'PATH', 'PWD']);
    expect(seen.root).not.toContain('root');
    expect(seen.root).not.toContain('work');
    expect(await readFile(join(dir, 'copy'), 'utf8')).toBe('bytes');
  });

  it('has no network', async () => {
    const code = `require('net').connect(80, '127.0.0.1').on('error', (e) => { process.stdout.write(e.code); });`;
    const { stdout } = await sandbox.output(script(code));
    expect(stdout.toString()).toMatch(/ECONNREFUSED|ENETUNREACH/);
  });

  it('kills a child that needs too much memory', async () => {
    const code = `const kept = []; setInterval(() => kept.push(Buffer.alloc(40e6, 1)), 5)`;
    await expect(
      sandbox.output(script(code, { limits: { memoryMiB: 300, deadlineSeconds: 20 } })),
    ).rejects.toBeInstanceOf(ChildCrashed);
  });

  it('is in its memory group before it begins, and has crashed when the kernel ended it there', async () => {
    const procs = join(dir, 'procs');
    let [taken, released] = [0, 0];
    const group = (isExceeded: boolean) => ({
      take: (memoryMiB: number) => {
        taken = memoryMiB;
        return { procs, wasExceeded: () => isExceeded, release: () => void (released += 1) };
      },
    });
    const child = await bubblewrap({ groups: group(false) }).start(script('process.exit(3)'));
    child.stdout.resume();
    expect(await child.exit).toBe(3);
    expect(await readFile(procs, 'utf8')).toBe(`${child.pid}\n`);
    const exceeded = bubblewrap({ groups: group(true) }).output(script('process.exit(0)'));
    await expect(exceeded).rejects.toThrow('node needed more than 512 MiB');
    expect([taken, released]).toEqual([512, 2]);
  });

  it('runs a child outside its memory group where that is gone, and says nothing of it', async () => {
    const procs = join(dir, 'removed', 'procs');
    const gone = { take: () => ({ procs, wasExceeded: () => false, release: () => undefined }) };
    const code = `process.stderr.write('its own'); process.exit(3)`;
    const { exitCode, stderr } = await bubblewrap({ groups: gone }).output(script(code));
    expect([exitCode, stderr.toString()]).toEqual([3, 'its own']);
  });

  it('ends a child at its deadline, and one that stands still', async () => {
    const idle = `setInterval(() => {}, 1000)`;
    await expect(
      sandbox.output(script(idle, { limits: { memoryMiB: 512, deadlineSeconds: 0.5 } })),
    ).rejects.toBeInstanceOf(Hung);
    await expect(
      sandbox.output(script(idle, { limits: { memoryMiB: 512, deadlineSeconds: 20, stallSeconds: 0.5 } })),
    ).rejects.toBeInstanceOf(Hung);
  });

  it('ends every process of a child when its work is aborted', async () => {
    const abort = new AbortController();
    const child = await sandbox.start(
      script(`process.stdout.write('up'); setInterval(() => {}, 1000)`, { signal: abort.signal }),
    );
    child.stdout.resume();
    const pids = processTree(child.pid);
    abort.abort(new Error('lease lost'));
    await expect(child.exit).rejects.toThrow('lease lost');
    const left = pids.filter((pid) => processTree(pid).length > 1);
    expect(left).toEqual([]);
  });

  it('tells a child that died by a signal from one that failed', async () => {
    await expect(sandbox.output(script(`process.kill(process.pid, 'SIGSEGV')`))).rejects.toBeInstanceOf(ChildCrashed);
    expect((await sandbox.output(script(`process.exit(3)`))).exitCode).toBe(3);
  });

  it('opens nothing when it cannot be started', async () => {
    const without = bubblewrap({ bwrap: '/nowhere/bwrap' });
    const error = await without.output(script('1')).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EndoveilError);
    expect((error as EndoveilError).code).toBe('sandbox-unavailable');
    await expect(sandbox.output({ ...script('1'), program: 'bash' })).rejects.toThrow('bash is not installed');
  });

  it('stops a child that prints more than may be kept, and takes no part of it for the whole', async () => {
    const endless = script(`setInterval(() => process.stdout.write('x'.repeat(65536)), 0)`);
    await expect(sandbox.output(endless, { maxBytes: 100_000 })).rejects.toBeInstanceOf(ChildCrashed);
    const ends = (bytes: number) =>
      sandbox.output(script(`process.stdout.write('x'.repeat(${bytes}))`), { maxBytes: 1000 });
    await expect(ends(1001)).rejects.toThrow('node said more than 1000 bytes');
    expect((await ends(1000)).stdout.length).toBe(1000);
  });
});
