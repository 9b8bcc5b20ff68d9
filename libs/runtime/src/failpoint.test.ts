import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

async function armedWith(setting: string) {
  vi.stubEnv('ENDOVEIL_FAILPOINT', setting);
  vi.resetModules();
  const { failpoint } = await import('./failpoint.js');
  return (name: Parameters<typeof failpoint>[0]) => {
    try {
      failpoint(name);
      return 'passed';
    } catch (error) {
      return (error as { code?: string }).code ?? 'thrown';
    }
  };
}

it('does nothing where nothing is armed, or something else', async () => {
  for (const setting of ['', 'no such thing', 'work.in-work:throw:often'])
    expect((await armedWith(setting))('work.in-work'), setting).toBe('passed');
});

it('fails at the passes it is armed for', async () => {
  const pass = await armedWith('store.in-write:enospc@2-3');
  expect([1, 2, 3, 4].map(() => pass('store.in-write'))).toEqual(['passed', 'ENOSPC', 'ENOSPC', 'passed']);
});

it('counts the passes of each point by itself where several are armed', async () => {
  const pass = await armedWith('work.in-work:throw,store.in-write:eio@2');
  expect(pass('store.in-write')).toBe('passed');
  expect(pass('work.in-work')).toBe('thrown');
  expect(pass('store.in-write')).toBe('EIO');
  expect(pass('work.in-work')).toBe('passed');
});
