import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeSettings, loadSettings, maskSettings, setting, SettingsRefused } from './settings.js';

const group = {
  url: setting('X_URL', z.url(), 'where it is', { secret: true }),
  workers: setting('X_WORKERS', z.coerce.number().int().min(1).default(2), 'how many'),
};

const refused = () => loadSettings(group, { X_URL: 'hunter2', X_WORKERS: '0' });

describe('settings', () => {
  it('parses what is given and fills in what is not', () => {
    expect(loadSettings(group, { X_URL: 'http://a.invalid' })).toEqual({ url: 'http://a.invalid', workers: 2 });
  });

  it('takes an empty variable as one that is not set', () => {
    expect(loadSettings(group, { X_URL: 'http://a.invalid', X_WORKERS: '' }).workers).toBe(2);
  });

  it('reads a secret from a file, and only a secret', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'settings-')), 'url');
    writeFileSync(file, 'http://from-file.invalid\n');
    expect(loadSettings(group, { X_URL_FILE: file }).url).toBe('http://from-file.invalid');
    expect(loadSettings(group, { X_URL: 'http://a.invalid', X_WORKERS_FILE: file }).workers).toBe(2);
  });

  it('tells every fault at once, by name, without the value', () => {
    expect(refused).toThrow(SettingsRefused);
    expect(refused).toThrow(/X_URL: .*X_WORKERS: /);
    expect(refused).not.toThrow(/hunter2/);
  });

  it('masks who asks in every address, also where the setting is no secret', () => {
    const open = { at: setting('X_AT', z.string(), 'where') };
    const shown = (at: string) => maskSettings(open, { at })['X_AT'];
    expect(shown('https://anna:h@unter2@a.invalid:11434/x')).toBe('https://***@a.invalid:11434/x');
    expect(shown('https://anna:hunter2@a.invalid:11434/x')).toBe('https://***@a.invalid:11434/x');
    expect(shown('redis://:hunter2@a.invalid,redis://:hunter3@b.invalid')).toBe(
      'redis://***@a.invalid,redis://***@b.invalid',
    );
    expect(shown('https://a.invalid/mail@b')).toBe('https://a.invalid/mail@b');
  });

  it('masks secrets', () => {
    const values = loadSettings(group, { X_URL: 'http://user:hunter2@a.invalid' });
    expect(maskSettings(group, values)).toEqual({ X_URL: '***', X_WORKERS: '2' });
  });

  it('describes itself', () => {
    expect(describeSettings(group)).toEqual([
      { env: 'X_URL', standard: 'required', allowed: '', says: 'where it is' },
      { env: 'X_WORKERS', standard: '2', allowed: '1 or more', says: 'how many' },
    ]);
    const rules = setting('X_RULES', z.object({ two: z.boolean() }).default({ two: false }), 'rules');
    expect(describeSettings({ rules })[0]).toMatchObject({ standard: '{"two":false}' });
  });

  it.each([
    [z.enum(['keep', 'cover']).default('keep'), 'keep, cover'],
    [z.stringbool().default(false), 'true, false'],
    [z.coerce.number().int().min(0).max(40).default(18), '0 to 40'],
    [z.coerce.number().positive().optional(), 'more than 0'],
    [z.coerce.number().int().positive().optional(), '1 or more'],
    [z.string().optional(), ''],
  ])('says what a setting may be: %#', (schema, allowed) => {
    expect(describeSettings({ one: setting('X', schema, 'one') })[0]?.allowed).toBe(allowed);
  });
});
