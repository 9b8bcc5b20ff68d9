import { explain, ItemId } from '@endoveil/contracts';
import type { ItemSummary, Ledger } from '@endoveil/ledger';
import { defineCommand, type Ended } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { Terminal } from '../command-line/terminal.js';
import { eraseInTwoSteps } from '../record/erase-item.js';
import { actorHere, itemIdOf, notFound, withLedger } from '../record/with-ledger.js';

interface Options {
  readonly retry?: string;
  readonly discard?: string;
  readonly confirm?: string;
  readonly center?: string;
}

const MOST_LETTERS = 100;

export default defineCommand<Options>({
  shape: (command) =>
    command
      .option('--retry <item>', 'tries it again, from the beginning')
      .option('--discard <item>', 'destroys it, in two steps')
      .option('--confirm <code>', 'with --discard: the code that the first step told')
      .option('--center <name>', 'only what is of this center'),
  run: async ({ options, terminal, house }) => {
    const asked = [options.retry, options.discard, options.center].filter((option) => option !== undefined);
    if (asked.length > 1 || (options.confirm !== undefined && options.discard === undefined))
      throw new CommandFailed(
        exitCodes.usage,
        'usage',
        '--retry, --discard and --center are each said alone; --confirm goes with --discard.',
        'See ./endoveil quarantine --help.',
      );
    return await withLedger(house, async (ledger, _environment, storage) => {
      if (options.retry !== undefined) return await retry(ledger, terminal, itemIdOf(options.retry));
      if (options.discard === undefined) return await list(ledger, terminal, options.center);
      const itemId = itemIdOf(options.discard);
      const again = `./endoveil quarantine --discard ${itemId}`;
      return await eraseInTwoSteps(ledger, storage, terminal, {
        itemId,
        cause: 'discarded',
        code: options.confirm,
        again,
      });
    });
  },
});

/** What was set apart and why, and messages that nobody could work on: codes, levels and sizes, never a value. */
async function list(ledger: Ledger, terminal: Terminal, center: string | undefined): Promise<Ended> {
  const items: object[] = [];
  for (let after: ItemId | undefined; ;) {
    const filter = {
      state: 'quarantined',
      limit: 500,
      ...(center ? { center } : {}),
      ...(after ? { after } : {}),
    } as const;
    const page = await ledger.listItems(filter);
    for (const item of page) items.push(await told(ledger, terminal, item));
    if (page.length < 500) break;
    after = page.at(-1)!.itemId;
  }
  const letters = await ledger.deadLetters(MOST_LETTERS);
  for (const { durable, subject, cause, streamSequence, bodyBytes } of letters)
    terminal.say(`message ${streamSequence ?? '?'} of ${subject} for ${durable}: ${cause}, ${bodyBytes} bytes`);
  terminal.say(
    items.length === 0
      ? 'Nothing is in quarantine.'
      : `\n${items.length} in quarantine. Again: --retry ITEM. Destroy: --discard ITEM.`,
  );
  return { document: { items, deadLetters: letters } };
}

async function told(ledger: Ledger, terminal: Terminal, item: ItemSummary): Promise<object> {
  const { itemId, kind, center, sizeBytes, landedAt, changedAt, reason } = item;
  const detail = await ledger.showItem(itemId);
  const attempts = (detail?.runs.at(-1)?.jobs ?? []).flatMap(({ stage, attempts: all }) =>
    all.map(({ level, ending, reason: why }) => ({ stage, level, ending, reason: why })),
  );
  const { text, next } = explain(reason ?? 'internal');
  terminal.say(`${itemId}  ${reason}: ${text}`);
  terminal.say(
    `  ${kind ?? 'not identified'}, ${sizeBytes} bytes, ${center}, since ${changedAt.toISOString().slice(0, 16)}`,
  );
  for (const { stage, level, ending, reason: why } of attempts)
    terminal.say(`  ${stage} by ${level}: ${ending ?? 'running'}${why ? ` (${why})` : ''}`);
  terminal.say(`  ${next}`);
  return { itemId, kind, center, sizeBytes, landedAt, since: changedAt, reason, text, next, attempts };
}

async function retry(ledger: Ledger, terminal: Terminal, itemId: ItemId): Promise<Ended> {
  const { outcome, ...rest } = await ledger.retryItem(itemId, actorHere());
  if (outcome === 'not-found') throw notFound();
  if (outcome !== 'retried')
    throw new CommandFailed(
      exitCodes.notAllowed,
      outcome,
      'It cannot be tried again as it stands.',
      'See ./endoveil show.',
    );
  terminal.say('It is tried again, from the beginning. See ./endoveil watch.');
  return { document: { outcome, ...rest } };
}
