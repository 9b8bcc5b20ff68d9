import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = join(import.meta.dirname, '..', '..', 'endoveil');
const elsewhere = mkdtempSync(join(tmpdir(), 'a folder with blanks '));
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

/** As on a bare machine: no Node of ours on the path, another working folder. */
function endoveil(args: readonly string[], program = script) {
  const { HOME = '/', PATH = '/usr/bin:/bin' } = process.env;
  const env = {
    HOME,
    PATH: PATH.split(':')
      .filter((folder) => !folder.includes('.tools'))
      .join(':'),
    ENDOVEIL_HOME: join(elsewhere, 'home'),
  };
  return spawnSync(program, args, { cwd: elsewhere, env, encoding: 'utf8' });
}

describe('./endoveil', () => {
  beforeAll(() => {
    // whatever set-up is still to do is done here, so that the tests measure the command
    endoveil(['--help']);
  });

  it('runs from any folder and through a symbolic link', () => {
    const link = join(elsewhere, 'link to it');
    symlinkSync(script, link);
    const { status, stdout } = endoveil(['explain', 'ocr-failed'], link);
    expect(status).toBe(0);
    expect(stdout).toContain('Next: ');
  });

  it('runs the Node it brings', () => {
    const { stdout } = endoveil(['doctor', '--json']);
    const { findings } = JSON.parse(stdout) as { findings: { check: string; finding: string }[] };
    expect(findings.find(({ check }) => check === 'node')?.finding).toMatch(/^24\./);
  });

  it('prints one JSON document and nothing else', () => {
    const { status, stdout, stderr } = endoveil(['explain', 'ocr-failed', '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ code: 'ocr-failed', passing: true });
    expect(stderr).toContain('OCR failed');
  });

  it('answers a usage error with 2 and an unknown code with 5', () => {
    expect(endoveil(['frobnicate']).status).toBe(2);
    const unknown = endoveil(['explain', 'ocr-faild']);
    expect(unknown.status).toBe(5);
    expect(unknown.stderr).toContain('ocr-failed');
  });

  it('says that nothing runs in a new home', () => {
    const { stdout } = endoveil(['status', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ services: { state: 'stopped' } });
  });
});
