import { type Context, isSpanContextValid, SpanStatusCode, trace } from '@opentelemetry/api';
import type { ReadableSpan, Span, SpanProcessor } from '@opentelemetry/sdk-trace';

/** Longer waits for a root are not worth the memory. */
const MOST_WAITING = 5_000;

/**
 * Decides when the work of this process on a message is over: a share of the traces is passed on, the same share in
 * every process, and always what failed, was handed down or came again.
 */
export class KeptSpans implements SpanProcessor {
  /** Finished spans of a local root that is still open, by the root's id. */
  private readonly waiting = new Map<string, ReadableSpan[]>();
  private readonly rootOf = new Map<string, string>();

  constructor(
    private readonly next: SpanProcessor,
    private readonly share: number,
  ) {}

  onStart(span: Span, parent: Context): void {
    this.next.onStart(span, parent);
    const { spanId } = span.spanContext();
    const above = trace.getSpanContext(parent);
    const local = above && isSpanContextValid(above) ? this.rootOf.get(above.spanId) : undefined;
    this.rootOf.set(spanId, local ?? spanId);
    if (local === undefined) this.waiting.set(spanId, []);
    if (this.waiting.size > MOST_WAITING) this.decide(this.waiting.keys().next().value!);
  }

  onEnd(span: ReadableSpan): void {
    const { spanId } = span.spanContext();
    const root = this.rootOf.get(spanId) ?? spanId;
    this.rootOf.delete(spanId);
    const spans = this.waiting.get(root);
    // its root was decided long ago
    if (!spans) return this.pass([span]);
    spans.push(span);
    if (root === spanId) this.decide(root);
  }

  forceFlush(): Promise<void> {
    return this.next.forceFlush();
  }

  async shutdown(): Promise<void> {
    for (const root of this.waiting.keys()) this.decide(root);
    await this.next.shutdown();
  }

  private decide(root: string): void {
    const spans = this.waiting.get(root) ?? [];
    this.waiting.delete(root);
    this.pass(spans);
  }

  private pass(spans: readonly ReadableSpan[]): void {
    if (spans.some((span) => isTelling(span) || isOfShare(span.spanContext().traceId, this.share)))
      for (const span of spans) this.next.onEnd(span);
  }
}

/** What somebody will want to look at. */
function isTelling({ status, attributes }: ReadableSpan): boolean {
  const ending = attributes['endoveil.ending'];
  return (
    status.code === SpanStatusCode.ERROR ||
    (ending !== undefined && ending !== 'done') ||
    attributes['endoveil.reason'] !== undefined ||
    Number(attributes['messaging.delivery.count'] ?? 1) > 1
  );
}

/** By the last 56 bits of the trace's id, as the W3C's random flag has it: every process decides alike. */
function isOfShare(traceId: string, share: number): boolean {
  return parseInt(traceId.slice(-14), 16) / 2 ** 56 < share;
}
