import { SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api';
import { BatchSpanProcessor, SimpleSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace';
import { KeptSpans } from './kept-spans.js';
import { describeError } from './log.js';
import { TraceFile } from './trace-file.js';

export interface TracingSettings {
  /** `service.name` of the spans. */
  readonly service: string;
  /** One JSON object a line, appended. For one machine and for tests. */
  readonly file?: string;
  /** OTLP over HTTP, e.g. `http://collector:4318`. */
  readonly otlpUrl?: string;
  /** Share of the traces that is kept, 0 to 1; default 1. What fails or is handed down is always kept. */
  readonly share?: number;
}

/**
 * Starts OpenTelemetry, or nothing when there is nowhere to send spans to. Call it before the rest is loaded, and the
 * returned function last, so that no span is lost.
 */
export async function startTracing(settings: TracingSettings): Promise<() => Promise<void>> {
  if (settings.file === undefined && settings.otlpUrl === undefined) return async () => undefined;
  // 0.3 s and 60 MB that a process without tracing does not pay
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const spanProcessors: SpanProcessor[] = [];
  if (settings.file !== undefined)
    spanProcessors.push(new SimpleSpanProcessor({ exporter: new TraceFile(settings.file) }));
  if (settings.otlpUrl !== undefined) {
    const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
    const exporter = new OTLPTraceExporter({ url: `${settings.otlpUrl.replace(/\/$/, '')}/v1/traces` });
    spanProcessors.push(new BatchSpanProcessor({ exporter }));
  }
  // no detectors: host and process attributes would carry paths and command lines
  const sdk = new NodeSDK({
    serviceName: settings.service,
    spanProcessors: spanProcessors.map((processor) => new KeptSpans(processor, settings.share ?? 1)),
    autoDetectResources: false,
    instrumentations: [],
  });
  sdk.start();
  return () => sdk.shutdown();
}

/** Runs `fn` in a span; an error marks it by class and code, never by message. */
export async function inSpan<T>(name: string, attributes: Attributes, fn: (span: Span) => Promise<T>): Promise<T> {
  return await trace.getTracer('endoveil').startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await fn(span);
    } catch (error) {
      const { errorName, code } = describeError(error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute('error.type', code ?? errorName);
      throw error;
    } finally {
      span.end();
    }
  });
}
