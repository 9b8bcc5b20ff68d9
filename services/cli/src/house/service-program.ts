import { join } from 'node:path';

/** What every process of the house is started from. */
export const mainFile = join(import.meta.dirname, '..', 'main.js');

/**
 * How a service process is started. V8 lets its heap grow to several times of what lives in it before it collects, which
 * is worth little here and cost 140 MiB a process with ten thousand files: young objects get 8 MiB halves instead of 32,
 * and the old ones may grow by two fifths.
 */
export const serviceProgram = (file = mainFile): readonly [string, ...string[]] => [
  process.execPath,
  '--max-semi-space-size=8',
  '--heap-growing-percent=40',
  file,
  'serve',
];
