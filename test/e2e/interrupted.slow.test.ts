import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const main = join(resolve(import.meta.dirname, '../..'), 'services/cli/dist/main.js');

it('an interrupted bench leaves no process behind', async () => {
  await using opened = new AsyncDisposableStack();
  const dir = await mkdtemp(join(tmpdir(), 'interrupted-'));
  opened.defer(() => rm(dir, { recursive: true, force: true }));
  const args = ['bench', 'spine', '--clips', '1', '--exams', '0'];
  const bench = spawn(process.execPath, [main, ...args], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: dir },
  });
  opened.defer(() => void bench.kill('SIGKILL'));
  const ended = once(bench, 'exit');
  const servers = () => commandsBelow(dir).filter((command) => command.includes('/servers/'));
  await expect.poll(() => servers().length, { timeout: 60_000 }).toBeGreaterThanOrEqual(3);
  bench.kill('SIGINT');
  await ended;
  await expect.poll(() => commandsBelow(dir), { timeout: 20_000 }).toEqual([]);
});

/** Command lines of what runs with something of this folder: servers by their arguments, services by their environment. */
function commandsBelow(dir: string): string[] {
  const read = (path: string) => {
    try {
      return readFileSync(path, 'latin1');
    } catch {
      // it ended meanwhile
      return '';
    }
  };
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    const command = read(`/proc/${pid}/cmdline`);
    const said =
      command +
      (read(`/proc/${pid}/environ`)
        .match(/(?:^|\0)ENDOVEIL_[^\0]*/g)
        ?.join() ?? '');
    return said.includes(dir) ? [command.replaceAll('\0', ' ')] : [];
  });
}
