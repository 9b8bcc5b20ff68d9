import { randomUUID } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { controllers } from './controllers.js';
import { EXAMPLE_ITEM } from './items/items.controller.js';
import { openApiOf } from './openapi.js';
import { EXAMPLE_PUBLICATION } from './release/publications.controller.js';
import { RegistryRig, tokenOf } from './registry-rig.js';
import { type Example, type RouteFacts, routesOf } from './route.js';

const routes = routesOf(controllers);
let rig: RegistryRig;
/** For those that only look. */
let shown: Awaited<ReturnType<RegistryRig['verified']>>;
beforeAll(async () => {
  rig = await RegistryRig.start([
    { name: 'all', roles: ['steward', 'publisher', 'operator', 'uploader'], centers: 'all' },
  ]);
  shown = await rig.verified('north');
  await rig.published(shown.itemId);
});
afterAll(async () => await rig[Symbol.asyncDispose]());

it('is valid OpenAPI 3.1, and names each operation once', async () => {
  const document = openApiOf(routes);
  const result = await new Validator().validate(structuredClone(document));
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  const names = routes.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

/** An example as it is documented, with what only a real item knows. */
async function asked(route: RouteFacts, example: Example) {
  const { itemId, hash } = route.method === 'GET' ? shown : await rig.verified('north');
  const publication = route.path.includes(':publication') ? (await rig.published(itemId)).publicationId : '';
  const seen = await rig.ask(`/v1/items/${itemId}?fields=state`, { token: tokenOf('all') });
  const filled = (value: string) =>
    value
      .replace(EXAMPLE_ITEM, itemId)
      .replace(EXAMPLE_PUBLICATION, publication)
      .replace('{hash}', hash)
      .replace('{etag}', seen.headers.get('etag') ?? '');
  const given = new Map(Object.entries(example.with ?? {}).map(([name, value]) => [name, filled(value)]));
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = given.get(name) ?? randomUUID();
    given.delete(name);
    return value;
  });
  const headers = Object.fromEntries(
    Object.entries(example.headers ?? {}).map(([name, value]) => [name, filled(value)]),
  );
  const { method } = route;
  const body = example.body === undefined ? {} : { body: example.body };
  return await rig.ask(`/v1/${path}?${new URLSearchParams([...given])}`, {
    token: tokenOf('all'),
    method,
    headers,
    ...body,
  });
}

const examples = routes.flatMap((route) =>
  route.examples.map((example) => ({ title: `${route.name}: ${example.says}`, route, example })),
);

describe('every documented example', () => {
  it.each(examples)('$title', async ({ route, example }) => {
    const response = await asked(route, example);
    const expected = example.status ?? route.status ?? 200;
    expect(response.status).toBe(expected);
    const told = await firstOf(response);
    const { answer } = route;
    const shape =
      expected >= 400 ? z.object({ code: z.string(), title: z.string(), status: z.literal(expected) }) : answer;
    const verdict = !('says' in shape)
      ? strictly(shape).safeParse(JSON.parse(told))
      : { success: told.length > 0 === 'mediaType' in shape };
    expect(verdict).toMatchObject({ success: true });
  });
});

/** A stream of events never ends: its beginning is enough. */
async function firstOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return await response.text();
  const reader = response.body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

/** Nothing is answered that is not documented. */
function strictly(shape: z.ZodType): z.ZodType {
  return shape instanceof z.ZodObject && shape.def.catchall === undefined && !('code' in shape.shape)
    ? shape.strict()
    : shape;
}
