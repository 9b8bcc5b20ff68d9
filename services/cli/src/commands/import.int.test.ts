import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { terminalOn } from '../command-line/terminal.js';
import { loadHouse } from '../config.js';
import importFiles from './import.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'import-'));
  await writeFile(join(dir, 'exam.mp4'), 'bytes');
});
afterAll(async () => await rm(dir, { recursive: true }));

const run = async (options: object, path = 'exam.mp4', terminal = terminalOn(true)) =>
  await importFiles.run({
    args: [[join(dir, path)]],
    options: { dryRun: true, timeout: '1', ...options },
    terminal,
    house: loadHouse({ ENDOVEIL_HOME: dir }),
  });

it.each([{ center: 'Roswitha Kranzbichler' }, { processor: 'von Herrn Kranzbichler' }, { center: '' }])(
  'takes no free text, which would stand in clear in the record: %j',
  async (options) => {
    await expect(run(options)).rejects.toMatchObject({ exit: 2, code: 'usage' });
  },
);

it('takes the names of a center and of a device', async () => {
  expect(await run({ center: 'north', processor: 'room-2' })).toMatchObject({ document: { files: 1 } });
});

it('says how many cases a folder is, and which files are one by themselves', async () => {
  await mkdir(join(dir, 'export', '4711'), { recursive: true });
  for (const name of ['a.pdf', 'b.pdf', '4711/c.pdf', '4711/d.mp4']) await writeFile(join(dir, 'export', name), name);
  expect(await run({}, 'export')).toMatchObject({ document: { files: 4, cases: 3, alone: 2 } });
  expect(await run({ case: '4711' }, 'export')).toMatchObject({ document: { files: 4, cases: 1, alone: 0 } });
});

it('says so of what it lands as it does of what it would land', async () => {
  await mkdir(join(dir, 'two', '4711', 'video'), { recursive: true });
  await mkdir(join(dir, 'two', '4712', 'video'), { recursive: true });
  for (const name of ['4711/video/a.mp4', '4712/video/b.mp4', 'c.pdf', 'd.pdf'])
    await writeFile(join(dir, 'two', name), name);
  const said: string[] = [];
  const terminal = { ...terminalOn(true), say: (text: string) => void said.push(text) };
  expect(await run({ dryRun: false }, 'two', terminal)).toMatchObject({
    document: { cases: 4, alone: 2, counts: { landed: 4 } },
  });
  expect(said[0]).toBe('4 files in 4 cases.');
  expect(said.find((text) => text.includes('--case NAME'))).toContain('2 folders');
  await run({ dryRun: false, case: '4711' }, 'two', terminal);
  expect(said.filter((text) => text.includes('folders'))).toHaveLength(1);
});
