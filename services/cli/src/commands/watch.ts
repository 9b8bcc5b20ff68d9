import { defineCommand } from '../command-line/command.js';
import { apiOf } from '../items/api.js';
import { tableOfItems } from '../items/show-items.js';
import { watchItems } from '../items/watch-items.js';

export default defineCommand<{ readonly timeout: string }>({
  shape: (command) =>
    command.argument('[items...]', 'ids; default: all').option('--timeout <seconds>', 'give up after so long', '3600'),
  run: async ({ terminal, house, args, options }) => {
    const ids = args[0] as readonly string[];
    const items = await watchItems(apiOf(house), terminal, {
      ...(ids.length > 0 ? { ids, atLeast: ids.length } : { atLeast: 0 }),
      timeoutSeconds: Number(options.timeout),
    });
    terminal.say();
    tableOfItems(terminal, items);
    return { document: { items } };
  },
});
