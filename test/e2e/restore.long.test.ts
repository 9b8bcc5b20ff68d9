import { execFileSync, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { aShortExam } from './exams.js';

const main = resolve(import.meta.dirname, '../../services/cli/dist/main.js');

it('a house that is lost is there again from the copy that was made while it was stopped', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'restore-'));
  const home = join(dir, 'home');
  const env = { PATH: process.env['PATH'], ENDOVEIL_HOME: home, ENDOVEIL_QUIET_SECONDS: '0.2' };
  const command = (...args: readonly string[]) =>
    execFileSync(process.execPath, [main, ...args], { env, encoding: 'utf8' });
  const up = async () => {
    const child = spawn(process.execPath, [main, 'up'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((ready, failed) => {
      let said = '';
      child.stdout.on('data', (text: Buffer) => (said += text.toString()).includes('Stop with') && ready());
      child.once('exit', () => failed(new Error(`up ended: ${said}`)));
    });
    return { ended: new Promise<void>((ended) => child.once('exit', () => ended())) };
  };
  try {
    const first = await up();
    await mkdir(join(dir, 'exam'));
    const { report } = await aShortExam(91);
    await cp(report, join(dir, 'exam', 'report.pdf'));
    command('import', join(dir, 'exam'), '--wait');
    const before = JSON.parse(command('ls', '--json')) as { items: { itemId: string }[] };
    command('down');
    await first.ended;
    execFileSync('cp', ['-a', home, join(dir, 'copy')]);
    await rm(home, { recursive: true });
    execFileSync('cp', ['-a', join(dir, 'copy'), home]);
    const second = await up();
    expect(JSON.parse(command('ls', '--json'))).toEqual(before);
    const result = join(dir, 'result.pdf');
    command('look', before.items[0]!.itemId, '--to', result, '--reason', 'to see that it is there');
    command('down');
    await second.ended;
  } finally {
    command('down');
    await rm(dir, { recursive: true, force: true });
  }
});
