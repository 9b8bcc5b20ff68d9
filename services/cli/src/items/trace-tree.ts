/** A finished span, as the trace file holds it: one a line. */
export interface SpanLine {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly service: string | null;
  readonly startMs: number;
  readonly durationMs: number;
  /** 2: error. */
  readonly status: number;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly links: readonly string[];
}

/** One line of the tree, with what stands before it. */
export interface TreeLine {
  readonly branch: string;
  readonly span: SpanLine;
  /** Since the first span of the trace. */
  readonly afterMs: number;
}

/** Spans of every trace that this item has a part in. Its landing carries the same id. */
export function spansOfItem(spans: readonly SpanLine[], itemId: string): readonly SpanLine[] {
  const ids = new Set(
    spans
      .filter(({ attributes }) => attributes['endoveil.item'] === itemId || attributes['endoveil.landing'] === itemId)
      .map(({ traceId }) => traceId),
  );
  return spans.filter(({ traceId }) => ids.has(traceId));
}

/** In the order of time, each below what caused it. A span whose parent was not kept stands at the top. */
export function treeOf(spans: readonly SpanLine[]): readonly TreeLine[] {
  const ordered = spans.toSorted((a, b) => a.startMs - b.startMs);
  const known = new Set(ordered.map(({ spanId }) => spanId));
  const from = ordered[0]?.startMs ?? 0;
  const below = (parent: string | null, indent: string): TreeLine[] => {
    const children = ordered.filter(({ parentSpanId }) =>
      parent === null ? parentSpanId === null || !known.has(parentSpanId) : parentSpanId === parent,
    );
    return children.flatMap((span, i) => {
      const last = i === children.length - 1;
      const line = { branch: indent + (last ? '└ ' : '├ '), span, afterMs: span.startMs - from };
      return [line, ...below(span.spanId, indent + (last ? '  ' : '│ '))];
    });
  };
  return below(null, '');
}
