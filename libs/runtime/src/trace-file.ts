import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/** Appends each finished span as one line of JSON. Lines of several processes do not mix: each is one write. */
export class TraceFile implements SpanExporter {
  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  }

  export(spans: ReadableSpan[], done: (result: { code: number; error?: Error }) => void): void {
    try {
      appendFileSync(this.path, spans.map((span) => `${JSON.stringify(lineOf(span))}\n`).join(''), { mode: 0o600 });
      done({ code: 0 });
    } catch (error) {
      done({ code: 1, error: error as Error });
    }
  }

  async shutdown(): Promise<void> {}
}

function lineOf(span: ReadableSpan) {
  const { traceId, spanId } = span.spanContext();
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId ?? null,
    name: span.name,
    service: span.resource.attributes['service.name'] ?? null,
    startMs: milliseconds(span.startTime),
    durationMs: milliseconds(span.duration),
    status: span.status.code,
    attributes: span.attributes,
    links: span.links.map((link) => link.context.spanId),
  };
}

const milliseconds = ([seconds, nanoseconds]: readonly [number, number]) => seconds * 1000 + nanoseconds / 1e6;
