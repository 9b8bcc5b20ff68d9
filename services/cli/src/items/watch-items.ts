import { setTimeout as wait } from 'node:timers/promises';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { Terminal } from '../command-line/terminal.js';
import { type Api, type Item, settledStates } from './api.js';

export interface WatchOptions {
  /** Only these items; default all. */
  readonly ids?: readonly string[];
  /** How many must be there before it can be over. */
  readonly atLeast?: number;
  readonly timeoutSeconds: number;
}

/** Tells every change until nothing moves any more. Throws when that takes too long; the items go on all the same. */
export async function watchItems(api: Api, terminal: Terminal, options: WatchOptions): Promise<readonly Item[]> {
  const until = performance.now() + options.timeoutSeconds * 1000;
  const seen = new Map<string, string>();
  for (;;) {
    const items = (await api.items()).filter(({ itemId }) => options.ids?.includes(itemId) ?? true);
    for (const item of items) {
      const line = [item.kind ?? 'file', item.state, item.level ?? '', item.reason ?? ''].filter(Boolean).join('  ');
      if (seen.get(item.itemId) === line) continue;
      seen.set(item.itemId, line);
      terminal.say(`${item.itemId}  ${line}`);
    }
    if (items.length >= (options.atLeast ?? 1) && items.every(({ state }) => settledStates.has(state))) return items;
    if (performance.now() > until) {
      throw new CommandFailed(
        exitCodes.timedOut,
        'timed-out',
        'Not everything is done yet; it goes on by itself.',
        'See ./endoveil ls.',
      );
    }
    await wait(300);
  }
}
