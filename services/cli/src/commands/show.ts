import { defineCommand } from '../command-line/command.js';
import { apiOf } from '../items/api.js';
import { rememberSeen } from '../items/seen.js';
import { tellItem } from '../items/show-items.js';

export default defineCommand({
  shape: (command) => command.argument('<item>', 'the id that `ls` shows'),
  run: async ({ terminal, house, args }) => {
    const { item, etag } = await apiOf(house).seen(String(args[0]));
    tellItem(terminal, item);
    await rememberSeen(house, item.itemId, etag);
    return { document: item };
  },
});
