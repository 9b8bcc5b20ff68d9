import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { unpackedServers } from '@endoveil/embedded';

const libraries = [
  'usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  'usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
];

/**
 * Where Debian's libfaketime is, unpacked for the tests or installed; undefined when it is neither. Another place:
 * `ENDOVEIL_CHAOS_FAKETIME`.
 */
export function findFaketime(): string | undefined {
  const places = [unpackedServers() ?? '/', '/'].flatMap((root) => libraries.map((path) => join(root, path)));
  return [process.env['ENDOVEIL_CHAOS_FAKETIME'] ?? '', ...places].find((path) => path !== '' && existsSync(path));
}

/** What makes a process believe in another time of day. Its timers run as ever. */
export function skewedBy(library: string, seconds: number): Readonly<Record<string, string>> {
  const offset = `${seconds < 0 ? '' : '+'}${seconds}s`;
  return { LD_PRELOAD: library, FAKETIME: offset, DONT_FAKE_MONOTONIC: '1' };
}
