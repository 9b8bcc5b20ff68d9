import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { type SpanLine, spansOfItem, treeOf } from '../items/trace-tree.js';

const KNOWN = ['endoveil.ending', 'endoveil.reason', 'error.type'] as const;

export default defineCommand<{ readonly file?: string }>({
  shape: (command) =>
    command
      .argument('<item>', 'the id that `ls` shows')
      .option('--file <file>', 'spans as JSON lines; default: what `up` and `demo` write'),
  run: async ({ args, options, terminal, house }) => {
    const file = options.file ?? join(house.home, 'log', 'traces.jsonl');
    const text = await readFile(file, 'utf8').catch(() => {
      throw new CommandFailed(exitCodes.notFound, 'no-traces', 'There is no file of traces here.', 'See --file.');
    });
    const spans = text.split('\n').flatMap((line) => (line ? [JSON.parse(line) as SpanLine] : []));
    const tree = treeOf(spansOfItem(spans, String(args[0])));
    if (tree.length === 0)
      throw new CommandFailed(exitCodes.notFound, 'not-found', 'No trace of this item was kept.', 'See ./endoveil ls.');
    const rows = tree.map(({ branch, span, afterMs }) => [
      `${branch}${span.name}`,
      span.service ?? '',
      `${(afterMs / 1000).toFixed(2)} s`,
      `${Math.round(span.durationMs)} ms`,
      told(span),
    ]);
    terminal.table(['SPAN', 'SERVICE', 'AFTER', 'TOOK', ''], rows);
    return { document: { spans: tree } };
  },
});

function told({ attributes, links, status }: SpanLine): string {
  const deliveries = Number(attributes['messaging.delivery.count'] ?? 1);
  return [
    ...KNOWN.flatMap((name) => (attributes[name] === undefined ? [] : [String(attributes[name])])),
    ...(deliveries > 1 ? [`delivery ${deliveries}, linked to ${links.length}`] : []),
    ...(status === 2 ? ['error'] : []),
  ].join(' ');
}
