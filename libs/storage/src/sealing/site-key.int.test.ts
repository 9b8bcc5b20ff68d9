import { chmod, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SiteKeyRefused } from '../errors.js';
import { createSiteKey, loadSiteKey } from './site-key.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'endoveil-key-'));
});
afterAll(() => rm(dir, { recursive: true }));

it('makes one key, however many ask at once', async () => {
  const path = join(dir, 'new', 'site.key');
  const keys = await Promise.all(Array.from({ length: 8 }, () => createSiteKey(path)));
  expect(new Set(keys.map((key) => key.id)).size).toBe(1);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await loadSiteKey(path)).hmac('content-id', 'x')).toBe(keys[0]!.hmac('content-id', 'x'));
});

it('derives another key for each purpose and shows none', async () => {
  const key = await createSiteKey(join(dir, 'purposes.key'));
  const purposes = [
    'wrap',
    'content-id',
    'pseudonym',
    'date-shift',
    'certificate',
    'known-value',
    'source',
    'case',
    'audit',
    'lock',
  ] as const;
  expect(new Set(purposes.map((purpose) => key.derive(purpose).toString('hex'))).size).toBe(purposes.length);
  expect(inspect(key)).not.toContain(key.derive('wrap').toString('hex'));
  expect(JSON.stringify(key)).toBe(JSON.stringify({ id: key.id }));
});

it.each([0o640, 0o604, 0o644, 0o660])('refuses a file of mode %o', async (mode) => {
  const path = join(dir, `wide-${mode}.key`);
  await createSiteKey(path);
  await chmod(path, mode);
  await expect(loadSiteKey(path)).rejects.toThrow('readable by others');
  await expect(createSiteKey(path)).rejects.toBeInstanceOf(SiteKeyRefused);
});

it('refuses a missing, a damaged and a linked file', async () => {
  await expect(loadSiteKey(join(dir, 'none.key'))).rejects.toThrow('missing');
  await writeFile(join(dir, 'short.key'), 'endoveil-site-key-1 00\n', { mode: 0o600 });
  await expect(loadSiteKey(join(dir, 'short.key'))).rejects.toThrow('damaged');
  await createSiteKey(join(dir, 'real.key'));
  await symlink(join(dir, 'real.key'), join(dir, 'linked.key'));
  await expect(loadSiteKey(join(dir, 'linked.key'))).rejects.toBeInstanceOf(SiteKeyRefused);
});
