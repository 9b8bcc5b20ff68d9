import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceNames } from '@endoveil/ledger';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { runCommand } from '../command-line/run-command.js';
import migrate from '../commands/migrate.js';
import natsUsers from '../commands/nats-users.js';
import { readLogins } from './read-logins.js';

const dir = mkdtempSync(join(tmpdir(), 'logins-'));
afterAll(() => rmSync(dir, { recursive: true }));
const file = join(dir, 'logins.json');
const good = Object.fromEntries(serviceNames.map((name) => [name, `${name}-0123456789abcdef`]));

let err = '';
beforeEach(() => {
  err = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  return () => vi.restoreAllMocks();
});

it('reads the password of every service', async () => {
  writeFileSync(file, JSON.stringify(good));
  expect(await readLogins(file)).toEqual(good);
});

it.each([
  ['is not there', undefined, 'cannot be read'],
  ['is not JSON', 'registry: secret', 'is not JSON'],
  ['is a list', '[]', 'for: registry, intake'],
  ['has a short password', JSON.stringify({ ...good, intake: 'tooshort' }), '_, for: intake.'],
  ['has a quote in a password', JSON.stringify({ ...good, verifier: "0123456789abcdef'; --" }), '_, for: verifier.'],
  ['has a number for a password', JSON.stringify({ ...good, verifier: 12 }), '_, for: verifier.'],
])('a file of logins that %s is refused in plain words', async (_, text, says) => {
  rmSync(file, { force: true });
  if (text !== undefined) writeFileSync(file, text);
  const commands = { 'nats-users': { does: 'users', load: async () => ({ default: natsUsers }) } };
  expect(await runCommand(['nats-users', file], commands)).toBe(2);
  expect(err).toContain(says);
  expect(err).toContain('make-secrets.sh');
  expect(err).not.toMatch(/tooshort|0123456789|secret\b/);
});

it('roles are made only where a database is named', async () => {
  writeFileSync(file, JSON.stringify(good));
  vi.stubEnv('ENDOVEIL_DATABASE_URL', undefined);
  const commands = { migrate: { does: 'migrates', load: async () => ({ default: migrate }) } };
  expect(await runCommand(['migrate', '--roles', file], commands)).toBe(2);
  expect(err).toContain('ENDOVEIL_DATABASE_URL');
});
