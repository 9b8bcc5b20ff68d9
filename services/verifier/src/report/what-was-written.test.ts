import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { whatWasWritten } from './what-was-written.js';

const folder = mkdtempSync(join(tmpdir(), 'written-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const within = (name: string) => join(folder, name);
writeFileSync(within('file'), 'Befund');

it('reads a file that is no larger than it may be', async () => {
  expect((await whatWasWritten(within('file'), 6)).toString()).toBe('Befund');
  expect((await whatWasWritten(within('file'), 4096)).toString()).toBe('Befund');
});

it.each<[string, (path: string) => void]>([
  ['a link to it', (path) => symlinkSync(within('file'), path)],
  ['a link to what is not there', (path) => symlinkSync(within('nothing'), path)],
  ['a folder', (path) => mkdirSync(path)],
  ['a pipe that nobody writes', (path) => execFileSync('mkfifo', [path])],
  ['a larger file', (path) => writeFileSync(path, Buffer.alloc(4097))],
  [
    'a file of nothing but its length',
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 2 ** 42);
    },
  ],
])('refuses %s', async (name, make) => {
  const path = within(name.replaceAll(' ', '-'));
  make(path);
  await expect(whatWasWritten(path, 4096)).rejects.toThrow(/ELOOP|something else/);
});
