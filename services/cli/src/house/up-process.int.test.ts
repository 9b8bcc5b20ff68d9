import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endUpProcess, findUpProcess, recordUpProcess } from './up-process.js';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'up-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** A process that is noted as `up`, with the start time it really has, or another. */
async function noted(ticksOff: number) {
  const child = spawn('sleep', ['600']);
  await once(child, 'spawn');
  const stat = await readFile(`/proc/${child.pid}/stat`, 'latin1');
  const startedTicks = Number(stat.split(' ')[21]) + ticksOff;
  await writeFile(join(home, 'up.json'), JSON.stringify({ pid: child.pid, startedTicks }));
  return { child, exited: once(child, 'exit') };
}

describe('the process of up', () => {
  it('is found while it runs, and forgotten when it says so', () => {
    const forget = recordUpProcess(home, { httpPort: 8420 });
    expect(findUpProcess(home)).toMatchObject({ pid: process.pid, httpPort: 8420 });
    forget();
    expect(findUpProcess(home)).toBeUndefined();
  });

  it('is ended by down', async () => {
    const { exited } = await noted(0);
    expect(await endUpProcess(home)).toBe(true);
    expect((await exited)[1]).toBe('SIGTERM');
    expect(findUpProcess(home)).toBeUndefined();
  });

  it('is not mistaken for a stranger that has its pid now', async () => {
    const { child, exited } = await noted(-1);
    expect(findUpProcess(home)).toBeUndefined();
    expect(await endUpProcess(home)).toBe(false);
    expect(child.exitCode).toBeNull();
    expect(child.signalCode).toBeNull();
    child.kill('SIGKILL');
    await exited;
  });
});
