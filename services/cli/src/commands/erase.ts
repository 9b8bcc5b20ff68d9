import { defineCommand } from '../command-line/command.js';
import { eraseInTwoSteps } from '../record/erase-item.js';
import { itemIdOf, withLedger } from '../record/with-ledger.js';

export default defineCommand<{ readonly confirm?: string }>({
  shape: (command) =>
    command
      .argument('<item>', 'the id that `ls` shows')
      .option('--confirm <code>', 'the code that the first step told: destroys everything'),
  run: async ({ args, options, terminal, house }) =>
    await withLedger(house, async (ledger, _environment, storage) => {
      const itemId = itemIdOf(args[0]);
      const again = `./endoveil erase ${itemId}`;
      return await eraseInTwoSteps(ledger, storage, terminal, {
        itemId,
        cause: 'erased-on-request',
        code: options.confirm,
        again,
      });
    }),
});
