import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bubblewrap } from './bubblewrap.js';
import type { Sandbox } from './sandbox.js';
import { sandboxSelfTest } from './sandbox-self-test.js';
import { containerProgram, profile } from './seccomp-rig.js';

const [allowed, sockets] = profile.syscalls;

describe('the seccomp profile of the containers', () => {
  it('has the shape that engines read, and refuses what it does not name', () => {
    expect(profile).toMatchObject({ defaultAction: 'SCMP_ACT_ERRNO', defaultErrnoRet: 1 });
    expect(profile.archMap.map(({ architecture }) => architecture)).toEqual(['SCMP_ARCH_X86_64', 'SCMP_ARCH_AARCH64']);
    const names = profile.syscalls.flatMap((rule) => rule.names);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9_]+$/);
    for (const { action } of profile.syscalls) expect(action).toMatch(/^SCMP_ACT_(?:ALLOW|ERRNO)$/);
    expect(sockets).toMatchObject({ names: ['socket'], args: [{ index: 0, value: 16, op: 'SCMP_CMP_LE' }] });
  });

  it('lets nobody trace, load, reach other processes, keys, kernels or clocks', () => {
    const never =
      'ptrace process_vm_readv process_vm_writev kcmp pidfd_getfd bpf perf_event_open userfaultfd keyctl add_key request_key init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff settimeofday clock_settime open_by_handle_at io_uring_setup setns acct quotactl syslog iopl ioperm fsopen move_mount open_tree';
    for (const name of never.split(' ')) expect(allowed!.names).not.toContain(name);
  });
});

describe('under that profile, as a user without capabilities', () => {
  let dir: string;
  let sandbox: Sandbox;
  let perl: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'seccomp-'));
    sandbox = bubblewrap({ bwrap: await containerProgram(dir, '/usr/bin/bwrap') });
    perl = await containerProgram(dir, '/usr/bin/perl');
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  /** What the kernel says: 0, or the number of its refusal. */
  const calls = (program: string, ...args: readonly number[]) =>
    execFileSync(program, ['-e', `$r = syscall(${args.join(', ')}); print $r < 0 ? $!+0 : 0`], { encoding: 'utf8' });

  it('the sandbox starts and holds', async () => {
    expect(await sandboxSelfTest(sandbox, dir)).toMatchObject({ ok: true });
  });

  it.each([
    ['ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=d=0.2', '-f', 'null', '-']],
    ['tesseract', ['--list-langs']],
    ['pdftoppm', ['-v']],
    ['qpdf', ['--version']],
  ])('%s runs in it', async (program, args) => {
    const limits = { memoryMiB: 1024, deadlineSeconds: 30 };
    const signal = AbortSignal.timeout(30_000);
    expect((await sandbox.output({ program, args, reads: [], limits, signal })).exitCode).toBe(0);
  });

  it('what it refuses is refused', () => {
    const trace = 101;
    const socket = 41;
    expect(calls('/usr/bin/perl', trace, 0, 0, 0, 0)).toBe('0');
    expect(calls(perl, trace, 0, 0, 0, 0)).toBe('1');
    expect(calls(perl, socket, 1, 1, 0)).toBe('0');
    // vsock
    expect(calls(perl, socket, 40, 1, 0)).toBe('1');
  });
});
