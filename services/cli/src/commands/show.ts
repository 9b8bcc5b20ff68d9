import { apiOf } from '../api.js';
import { defineCommand } from '../command.js';
import { rememberSeen } from '../seen.js';
import { tellItem } from '../show-items.js';

export default defineCommand({
  shape: (command) => command.argument('<item>', 'the id that `ls` shows'),
  run: async ({ terminal, house, args }) => {
    const { item, etag } = await apiOf(house).seen(String(args[0]));
    tellItem(terminal, item);
    await rememberSeen(house, item.itemId, etag);
    return { document: item };
  },
});
