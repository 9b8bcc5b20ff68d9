import { existsSync } from 'node:fs';

const places = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
];

/** Where Debian's libfaketime is; undefined when it is not installed. Another place: `ENDOVEIL_CHAOS_FAKETIME`. */
export function findFaketime(): string | undefined {
  return [process.env['ENDOVEIL_CHAOS_FAKETIME'] ?? '', ...places].find((path) => path !== '' && existsSync(path));
}

/** What makes a process believe in another time of day. Its timers run as ever. */
export function skewedBy(library: string, seconds: number): Readonly<Record<string, string>> {
  const offset = `${seconds < 0 ? '' : '+'}${seconds}s`;
  return { LD_PRELOAD: library, FAKETIME: offset, DONT_FAKE_MONOTONIC: '1' };
}
