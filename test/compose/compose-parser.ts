import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { findBinary } from '@endoveil/embedded';

/** What Debian's docker-compose prints, with the Python that was unpacked beside it or as installed. It needs no engine for this. */
export function composeParser(cwd: string, ...args: readonly string[]): string {
  const { path, libraryPath } = findBinary('docker-compose');
  const options = { cwd, encoding: 'utf8', stdio: 'pipe' } as const;
  if (libraryPath === undefined) return execFileSync(path, args, options);
  const usr = resolve(path, '../..');
  const env = { ...process.env, PYTHONPATH: join(usr, 'lib/python3/dist-packages'), PYTHONDONTWRITEBYTECODE: '1' };
  return execFileSync(join(usr, 'bin/python3.11'), [path, ...args], { ...options, env });
}
