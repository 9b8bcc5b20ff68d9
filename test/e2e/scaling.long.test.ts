import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const main = join(resolve(import.meta.dirname, '../..'), 'services/cli/dist/main.js');
const bench = <T>(...args: readonly string[]) =>
  JSON.parse(execFileSync(process.execPath, [main, 'bench', ...args, '--json'], { encoding: 'utf8' })) as T;

it('two replicas do twice the work of one, and nothing twice', () => {
  const { measured } = bench<{ measured: { ofIdeal: number; twice: number }[] }>(
    ...['scaling', '--replicas', '1,2', '--files', '3', '--share', '0.25'],
  );
  expect(measured.map(({ twice }) => twice)).toEqual([0, 0]);
  // the goal is 0.9, by the longer run of `bench scaling`; a busy build server must not fail for its neighbours
  expect(measured[1]!.ofIdeal).toBeGreaterThan(0.7);
});

it('every process restarted in turn under load costs no file and no attempt', () => {
  const found = bench<Record<string, unknown>>('rolling', '--files', '6');
  expect(found).toMatchObject({ items: 6, settled: 6, counted: 0, twice: 0 });
  expect(Object.keys(found['exits'] as object)).toEqual(['0']);
  expect(found['endings']).not.toHaveProperty('lost');
});
