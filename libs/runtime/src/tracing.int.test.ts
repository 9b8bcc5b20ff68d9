import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { inSpan, startTracing } from './tracing.js';

interface Sent {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly { readonly name: string; readonly traceId: string }[] }[];
  }[];
}

it('sends to a collector what failed or was handed down, though next to nothing else is kept', async () => {
  const bodies: string[] = [];
  const collector = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  const otlpUrl = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const stop = await startTracing({ service: 'test', otlpUrl, share: 0 });
  await inSpan('plain', {}, () => inSpan('plain inside', {}, async () => undefined));
  await inSpan('handed down', {}, async (span) => {
    await inSpan('inside', {}, async () => undefined);
    span.setAttribute('endoveil.ending', 'declined');
  });
  const secret = 'Erika Mustermann';
  await inSpan('failed', {}, () => Promise.reject(new Error(secret))).catch(() => undefined);
  await stop();
  collector.close();
  const spans = bodies
    .flatMap((body) => (JSON.parse(body) as Sent).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  expect(spans.map(({ name }) => name).toSorted()).toEqual(['failed', 'handed down', 'inside']);
  expect(bodies.join()).not.toContain(secret);
});
