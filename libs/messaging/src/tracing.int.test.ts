import { AsyncLocalStorage } from 'node:async_hooks';
import { MediaLanded } from '@endoveil/contracts';
import {
  context,
  type Context,
  type ContextManager,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  type SpanOptions,
  SpanStatusCode,
  type TextMapPropagator,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aHandler, aLanding, aServer, listenOn } from './bus-under-test.js';
import { Publisher } from './publisher.js';

interface Started {
  readonly name: string;
  readonly options: SpanOptions | undefined;
  readonly parent: string | undefined;
  failed: boolean;
  ended: boolean;
}

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const spans: Started[] = [];

/** The smallest tracer, propagator and context: this room knows only OpenTelemetry's interface, the host brings the real ones. */
const tracer = {
  startSpan(name: string, options?: SpanOptions, context?: Context): Span {
    const parent = context && trace.getSpanContext(context)?.spanId;
    const started: Started = { name, options, parent, failed: false, ended: false };
    spans.push(started);
    const id = String(spans.length).padStart(16, '0');
    const span = trace.wrapSpanContext({ traceId: TRACE, spanId: id, traceFlags: 1 });
    span.setStatus = ({ code }) => {
      started.failed = code === SpanStatusCode.ERROR;
      return span;
    };
    span.end = () => {
      started.ended = true;
    };
    return span;
  },
} as Tracer;

const propagator: TextMapPropagator = {
  inject(context, carrier, setter) {
    const span = trace.getSpanContext(context);
    if (span) setter.set(carrier, 'traceparent', `00-${span.traceId}-${span.spanId}-01`);
  },
  extract(context, carrier, getter) {
    const [, traceId, spanId] = String(getter.get(carrier, 'traceparent') ?? '').split('-');
    return traceId && spanId ? trace.setSpanContext(context, { traceId, spanId, traceFlags: 1 }) : context;
  },
  fields: () => ['traceparent'],
};

const active = new AsyncLocalStorage<Context>();
const contexts: ContextManager = {
  active: () => active.getStore() ?? ROOT_CONTEXT,
  with: (context, fn, thisArg, ...args) => active.run(context, () => fn.call(thisArg as never, ...args)),
  bind: (_context, target) => target,
  enable: () => contexts,
  disable: () => contexts,
};

beforeAll(() => {
  context.setGlobalContextManager(contexts);
  trace.setGlobalTracerProvider({ getTracer: () => tracer });
  propagation.setGlobalPropagator(propagator);
});
afterAll(() => {
  context.disable();
  trace.disable();
  propagation.disable();
});

describe('a trace', () => {
  it('goes from the outbox row through the publisher into the handler', async () => {
    await using server = await aServer();
    const bus = await server.connect();
    const handler = aHandler(MediaLanded, { durable: 'test_traced' }, () => {
      throw new Error('failed on purpose');
    });
    await using _ = await listenOn(bus, [handler]);
    const message = aLanding({ traceparent: `00-${TRACE}-b7ad6b7169203331-01` });
    await new Publisher(bus).publish(message);
    await expect.poll(() => spans.filter(({ ended }) => ended).length, { timeout: 5_000 }).toBe(2);
    const [publishing, processing] = spans;
    const about = {
      'messaging.system': 'nats',
      'messaging.destination.name': 'endoveil.media.landed',
      'messaging.message.id': message.eventId,
    };
    expect(publishing).toMatchObject({
      name: 'publish endoveil.media.landed',
      options: { kind: SpanKind.PRODUCER, attributes: { ...about, 'messaging.operation.type': 'send' } },
      parent: 'b7ad6b7169203331',
      failed: false,
    });
    expect(processing).toMatchObject({
      name: 'process endoveil.media.landed',
      options: {
        kind: SpanKind.CONSUMER,
        attributes: {
          ...about,
          'messaging.operation.type': 'process',
          'messaging.consumer.group.name': 'test_traced',
        },
      },
      parent: '0000000000000001',
      failed: true,
    });
  });
});
