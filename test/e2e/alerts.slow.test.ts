import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findBinary } from '@endoveil/embedded';
import { expect, it } from 'vitest';
import { hurried } from './prometheus-rig.js';

const prometheus = resolve(import.meta.dirname, '../../deploy/prometheus');
const alertNames = (): readonly string[] =>
  [...readFileSync(join(prometheus, 'rules/alerts.yml'), 'utf8').matchAll(/- alert: (\w+)/g)].map(([, name]) => name!);

it('every alert comes when its condition has lasted, not before, and goes', () => {
  const file = join(prometheus, 'tests/alerts.test.yml');
  const tests = readFileSync(file, 'utf8');
  expect(alertNames().filter((name) => !tests.includes(`alertname="${name}"`))).toEqual([]);
  // as they come from a scrape: two series are easily matched where neither has the labels that all have
  for (const [series] of tests.matchAll(/series: '.*'/g)) expect(series).toContain('instance=');
  // throws with what promtool says of the first that is wrong
  expect(execFileSync(findBinary('promtool').path, ['test', 'rules', file]).toString()).toContain('SUCCESS');
});

it('every alert is caused in a real run', () => {
  const runs = ['watched.slow.test.ts', 'more-alerts.long.test.ts'];
  const caused = runs.map((file) => readFileSync(resolve(import.meta.dirname, file), 'utf8')).join('');
  expect(alertNames().filter((name) => !caused.includes(`'${name}'`))).toEqual([]);
});

it.each([true, false])('what a real run hurries is how long something takes, nothing else (waits: %s)', (waits) => {
  const withoutTimes = (rules: string) =>
    rules
      .replaceAll(/for: \d+[smh]/g, 'for: …')
      .replaceAll(/interval: \d+m?s/g, 'interval: …')
      .replaceAll(/(offset |\[)\d+[smh]/g, '$1…')
      .replaceAll(/_seconds\) > \d+$/gm, '_seconds) > …')
      .replaceAll(/endoveil:ended:hour >= \d+/g, 'endoveil:ended:hour >= …');
  for (const file of readdirSync(join(prometheus, 'rules'))) {
    const shipped = readFileSync(join(prometheus, 'rules', file), 'utf8');
    expect(withoutTimes(hurried(shipped, waits)), file).toBe(withoutTimes(shipped));
    expect(hurried(shipped, waits), file).not.toMatch(/for: \d+m|\[\d+h\]|offset \d+h/);
  }
});
