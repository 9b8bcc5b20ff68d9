import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { render, type Resource } from './render.js';
import { faultsOf } from './validate.js';

const dir = join(import.meta.dirname, '..', '..', 'deploy', 'kubernetes');

const rendered = (name: string) =>
  parseAllDocuments(execFileSync('kubectl', ['kustomize', join(dir, name)], { encoding: 'utf8' })).map(
    (one) => one.toJS() as Resource,
  );
/** Without regard to the order of what has names. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.map(sorted).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};
const byName = (all: readonly Resource[]) =>
  Object.fromEntries(all.map((one) => [`${one.kind} ${one.metadata.name}`, sorted(one)]));

it('the manifests are what kubectl makes of them, and an overlay builds on them', () => {
  expect(byName(rendered('base'))).toEqual(byName(render(join(dir, 'base'))));
  expect(rendered('example').flatMap(faultsOf)).toEqual([]);
});
