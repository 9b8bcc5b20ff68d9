import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { terminalOn } from '../command-line/terminal.js';
import { loadHouse } from '../config.js';
import token from './token.js';

let dir: string;
let file: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'token-'));
  file = join(dir, 'tokens.json');
});
afterAll(async () => await rm(dir, { recursive: true }));

const run = async (name: string, options: object, tokenFile = file) =>
  await token.run({
    args: [name],
    options: { role: [], center: ['all'], ...options },
    terminal: terminalOn(true),
    house: loadHouse({ ENDOVEIL_HOME: dir, ENDOVEIL_TOKEN_FILE: tokenFile }),
  });
const names = async () =>
  (JSON.parse(await readFile(file, 'utf8')) as { tokens: { name: string }[] }).tokens.map(({ name }) => name);

it('says it where there is no account to take away', async () => {
  await run('anna', { role: ['steward'] });
  await expect(run('ana', { remove: true })).rejects.toMatchObject({ exit: 5, code: 'not-found' });
  expect(await names()).toEqual(['anna']);
  await run('anna', { remove: true });
  expect(await names()).toEqual([]);
});

it('writes no new file in the place of one that cannot be read', async () => {
  await mkdir(join(dir, 'folder'));
  await expect(run('anna', { role: ['steward'] }, join(dir, 'folder'))).rejects.toMatchObject({ code: 'token-file' });
  await writeFile(file, '{"tokens": [');
  await expect(run('anna', { role: ['steward'] })).rejects.toMatchObject({ code: 'token-file' });
  expect(await readFile(file, 'utf8')).toBe('{"tokens": [');
});
