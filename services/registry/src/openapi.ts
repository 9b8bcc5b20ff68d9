import { z } from 'zod';
import { REASON_HEADER } from './access/stated-reason.js';
import type { RouteFacts } from './route.js';

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  detail: z.string().optional().describe('what to do next, where there is more to say than the title'),
  status: z.int(),
  code: z.string().describe('stable: programs look at this one'),
  retryable: z.boolean(),
  correlationId: z.string(),
});

/** OpenAPI 3.1 of these routes, made from the very schemas that parse and answer. */
export function openApiOf(routes: readonly RouteFacts[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = `/v1/${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Endoveil',
      version: '1',
      description:
        'Items, what became of them, and what persons decide. With a token file every request carries a bearer token with roles and centers; without one programs on the same machine are answered, and nothing identifying is shown.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: 'http://127.0.0.1:8420' }],
    security: [{ token: [] }, {}],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(Problem, 'output') },
    },
  };
}

function operationOf(route: RouteFacts): Record<string, unknown> {
  const { name, says, roles, body, bytes, answer, status = 200, examples } = route;
  const scope = {
    item: 'items of your centers',
    upload: 'your own uploads',
    centers: 'answers of your centers',
    none: 'everything',
  }[route.scope];
  return {
    operationId: name,
    summary: says,
    description: `Roles: ${roles.join(', ')}. Open to them: ${scope}.`,
    parameters: parametersOf(route),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: schemaOf(body, 'input'),
                examples: Object.fromEntries(
                  examples
                    .filter((example) => example.body !== undefined)
                    .map(({ says: summary, body: value }, i) => [`example${i + 1}`, { summary, value }]),
                ),
              },
            },
          },
        }),
    ...(bytes === undefined
      ? {}
      : { requestBody: { required: true, content: { [bytes]: { schema: { type: 'string', format: 'binary' } } } } }),
    responses: {
      [status]: !('says' in answer)
        ? { description: 'Done.', content: { 'application/json': { schema: schemaOf(answer, 'output') } } }
        : 'mediaType' in answer
          ? { description: answer.says, content: { [answer.mediaType]: { schema: { type: 'string' } } } }
          : { description: answer.says },
      default: {
        description: 'A problem (RFC 9457) with a stable code.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function parametersOf({ method, path, query, decides, identifying, headers }: RouteFacts): unknown[] {
  const header = (name: string, required: boolean, description: string) => ({
    in: 'header',
    name,
    required,
    description,
    schema: { type: 'string' },
  });
  return [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      in: 'path',
      name,
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
      in: 'query',
      name,
      required: false,
      schema: schemaOf(schema as z.ZodType, 'input'),
    })),
    ...(decides ? [header('If-Match', true, 'the ETag of the item as it was seen')] : []),
    ...(decides ? [header('Idempotency-Key', false, 'done once, however often it is sent')] : []),
    ...Object.entries(headers ?? {}).map(([name, { required, says }]) => header(name, required, says)),
    ...(identifying ? [header(REASON_HEADER, true, 'why you look at this, percent-encoded')] : []),
    ...(method === 'GET' && path === 'events' ? [header('Last-Event-ID', false, 'goes on after this one')] : []),
  ];
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
