import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { findFaketime, skewedBy } from './skewed-clock.js';

const library = findFaketime();
const timed =
  'const at = Date.now(), began = performance.now(); setTimeout(() => console.log(at, performance.now() - began), 50)';

it.each([-7200, 7200])('moves the clock of a process by %d s, and no timer', (seconds) => {
  expect(library, 'libfaketime: `./endoveil test` fetches it').toBeDefined();
  const env = skewedBy(library!, seconds);
  const [at, waited] = execFileSync(process.execPath, ['-e', timed], { env, encoding: 'utf8' }).split(' ').map(Number);
  expect(Math.abs(at! - Date.now() - seconds * 1000)).toBeLessThan(60_000);
  expect(waited).toBeLessThan(20_000);
});
