import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { durablesByService } from '@endoveil/cli';
import { expect, it } from 'vitest';

const services = resolve(import.meta.dirname, '../../services');

it('the users of NATS know every durable that a level declares, and no other', () => {
  const declared = readdirSync(services)
    .flatMap((service) =>
      readdirSync(join(services, service, 'src'), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(service, 'src', file),
      ),
    )
    .filter((file) => /\.(?:level|subscriber)\.ts$/.test(file))
    .flatMap((file) => [...readFileSync(join(services, file), 'utf8').matchAll(/durable: '([\w-]+)'/g)])
    .map(([, name]) => name!);
  const known = Object.values(durablesByService).flatMap((durables) => Object.keys(durables));
  // a handler of two events has a durable for each
  const handlers = known.map((name) => name.replace(/^(metadata-llm_llm|publisher_release)_\w+$/, '$1'));
  expect([...new Set(handlers)].toSorted()).toEqual(declared.toSorted());
});
