import { apiOf } from '../api.js';
import { defineCommand } from '../command.js';
import { tellItem } from '../show-items.js';

export default defineCommand({
  shape: (command) => command.argument('<item>', 'the id that `ls` shows'),
  run: async ({ terminal, house, args }) => {
    const item = await apiOf(house).item(String(args[0]));
    tellItem(terminal, item);
    return { document: item };
  },
});
