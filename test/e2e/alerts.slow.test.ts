import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findBinary } from '@endoveil/embedded';
import { expect, it } from 'vitest';

const prometheus = resolve(import.meta.dirname, '../../deploy/prometheus');

it('every alert comes when its condition has lasted, not before, and goes', () => {
  const file = join(prometheus, 'tests/alerts.test.yml');
  const tests = readFileSync(file, 'utf8');
  const alerts = readFileSync(join(prometheus, 'rules/alerts.yml'), 'utf8').matchAll(/- alert: (\w+)/g);
  expect([...alerts].map(([, name]) => name!).filter((name) => !tests.includes(`alertname="${name}"`))).toEqual([]);
  // as they come from a scrape: two series are easily matched where neither has the labels that all have
  for (const [series] of tests.matchAll(/series: '.*'/g)) expect(series).toContain('instance=');
  // throws with what promtool says of the first that is wrong
  expect(execFileSync(findBinary('promtool').path, ['test', 'rules', file]).toString()).toContain('SUCCESS');
});
