import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { costOf } from './process-cost.js';

/** Many programs, each over before anybody looks; then what the shell says that they took. */
const SHORT_ONES = 'for i in $(seq 40); do seq 300000 > /dev/null; done; times';

it('counts programs that are over before anybody looks', async () => {
  const { result, cost } = await costOf(async () => await promisify(execFile)('bash', ['-c', SHORT_ONES]));
  const [user, system] = result.stdout.trim().split('\n')[1]!.split(' ').map(secondsOf);
  // the kernel counts in hundredths, the shell in thousandths
  expect(cost.cpu).toBeGreaterThanOrEqual(user! + system! - 0.03);
});

/** `0m0.123s` */
function secondsOf(told: string): number {
  const [minutes, seconds] = told.replace('s', '').split('m').map(Number);
  return 60 * minutes! + seconds!;
}
