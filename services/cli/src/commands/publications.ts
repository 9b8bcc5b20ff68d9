import { PublicationState } from '@endoveil/contracts';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { apiOf } from '../items/api.js';

interface Options {
  readonly item?: string;
  readonly to?: string;
  readonly state?: string;
}

export default defineCommand<Options>({
  shape: (command) =>
    command
      .option('--item <id>', 'of this item')
      .option('--to <name>', 'at this destination')
      .option('--state <state>', 'that stand so, e.g. FAILED_FINAL'),
  run: async ({ options, terminal, house }) => {
    const state = PublicationState.safeParse(options.state?.toUpperCase());
    if (options.state && !state.success)
      throw new CommandFailed(
        exitCodes.usage,
        'no-such-state',
        `The states are ${PublicationState.options.join(', ')}.`,
      );
    const found = await apiOf(house).publications({
      ...(options.item ? { item: options.item } : {}),
      ...(options.to ? { destination: options.to } : {}),
      ...(state.success ? { state: state.data } : {}),
    });
    terminal.table(
      ['PUBLICATION', 'ITEM', 'TO', 'STATE', 'FAULT', 'FAILED', 'TRIES', 'WAITS FOR', 'KNOWN THERE AS'],
      found.map((one) => [
        one.publicationId,
        one.itemId,
        one.destination,
        one.withdrawAsked ? `${one.state}, to be withdrawn` : one.state,
        one.fault ?? '',
        String(one.failures),
        String(one.attempts),
        one.unserved ?? '',
        one.publicId,
      ]),
    );
    return { document: found };
  },
});
