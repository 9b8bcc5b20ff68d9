import { expect, it } from 'vitest';
import { terminalOn } from '../command-line/terminal.js';
import { loadHouse } from '../config.js';
import publish from './publish.js';
import quarantine from './quarantine.js';

const called = (args: readonly unknown[], options: object) => ({
  args,
  options: { timeout: '1', ...options },
  terminal: terminalOn(true),
  house: loadHouse({ ENDOVEIL_HOME: '/nowhere' }),
});
const usage = { exit: 2, code: 'usage' };

it('publishes nothing without being told what', async () => {
  await expect(publish.run(called([[]], { to: 'research' }))).rejects.toMatchObject(usage);
});

it.each([
  { confirm: 'deadbeef' },
  { retry: 'one', confirm: 'deadbeef' },
  { retry: 'one', discard: 'another' },
  { discard: 'one', center: 'north' },
])('does not guess what is meant by %j', async (options) => {
  await expect(quarantine.run(called([], options))).rejects.toMatchObject(usage);
});
