import { expect, it } from 'vitest';
import { type SpanLine, spansOfItem, treeOf } from './trace-tree.js';

const span = (spanId: string, parentSpanId: string | null, startMs: number, item?: string): SpanLine => ({
  traceId: 't',
  spanId,
  parentSpanId,
  name: spanId,
  service: 's',
  startMs,
  durationMs: 1,
  status: 0,
  attributes: item ? { 'endoveil.item': item } : {},
  links: [],
});

it('puts spans below their cause, in the order of time, and those without a kept cause at the top', () => {
  const spans = [
    span('d', 'lost', 9),
    span('c', 'a', 3),
    span('b', 'a', 2, 'i'),
    span('a', null, 1),
    span('e', 'b', 4),
  ];
  expect(treeOf(spans).map(({ branch, span: { name }, afterMs }) => `${branch}${name} ${afterMs}`)).toEqual([
    '├ a 0',
    '│ ├ b 1',
    '│ │ └ e 3',
    '│ └ c 2',
    '└ d 8',
  ]);
});

it('takes the whole trace of an item and no other', () => {
  const other = { ...span('x', null, 1, 'j'), traceId: 'u' };
  expect(spansOfItem([span('a', null, 1), span('b', 'a', 2, 'i'), other], 'i').map(({ name }) => name)).toEqual([
    'a',
    'b',
  ]);
});
