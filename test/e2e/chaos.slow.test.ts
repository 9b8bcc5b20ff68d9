import { resolve } from 'node:path';
import { runMatrix, runSeed, runSilentChange } from '@endoveil/chaos';
import { describe, expect, it } from 'vitest';

const command = [process.execPath, resolve(import.meta.dirname, '../../services/cli/dist/main.js'), 'serve'];
/** A failing one replays: `endoveil chaos --seed N --minutes 0.75`. */
const seed = Number(process.env['ENDOVEIL_CHAOS_SEED'] ?? Math.floor(Math.random() * 1_000_000));

describe('a house that is broken on purpose', () => {
  it(`loses nothing and does nothing twice, whatever breaks (seed ${seed})`, async () => {
    process.stdout.write(`chaos: seed ${seed}\n`);
    const result = await runSeed({ seed, seconds: 45, everySeconds: 2, command });
    expect(result.broken).toEqual([]);
    expect(result.dropped).toBeGreaterThan(5);
    expect(Object.values(result.faults).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(5);
  }, 400_000);

  it('deletes no source that its disk changed after the commit, though nothing about it tells', async () => {
    const result = await runSilentChange({ command });
    expect(result).toEqual({ stands: true, broken: [] });
  }, 60_000);

  it('goes on where it was, killed while it claims, commits and hands on', async () => {
    const result = await runMatrix({ command, only: 'after-commit' });
    expect(result.broken).toEqual([]);
    expect(result.notReached).toEqual([]);
    expect(result.killed.length).toBeGreaterThan(10);
  }, 300_000);
});
