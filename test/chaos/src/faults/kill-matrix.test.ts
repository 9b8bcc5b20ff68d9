import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failpoints } from '@endoveil/runtime';
import { serviceNames } from '@endoveil/ledger';
import { expect, it } from 'vitest';
import { reachableAt, servicesAt } from './kill-matrix.js';

const root = resolve(import.meta.dirname, '../../../..');

function passedInCode(): string[] {
  const rooms = ['libs', 'services'].flatMap((layer) =>
    readdirSync(join(root, layer)).map((room) => join(root, layer, room, 'src')),
  );
  const files = rooms.flatMap((src) =>
    readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(src, file), 'utf8')),
  );
  return files.flatMap((text) => [...text.matchAll(/\bfailpoint\('([a-z.-]+)'\)/g)].map((match) => match[1]!));
}

it('names exactly the points that the code passes', () => {
  expect([...new Set(passedInCode())].toSorted()).toEqual([...failpoints].toSorted());
  expect(failpoints.length).toBeGreaterThanOrEqual(40);
});

it('kills some service at every point, and every service at some', () => {
  expect(failpoints.filter((point) => servicesAt(point).length === 0)).toEqual([]);
  for (const service of serviceNames) expect(reachableAt(service).length).toBeGreaterThan(5);
});
