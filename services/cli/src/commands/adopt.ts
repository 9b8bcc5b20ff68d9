import { defineCommand } from '../command-line/command.js';
import { apiOf } from '../items/api.js';
import { forgetSeen, lastSeen } from '../items/seen.js';

export default defineCommand({
  shape: (command) => command.argument('<item>', 'the id that `queue` shows'),
  run: async ({ terminal, house, args }) => {
    const id = String(args[0]);
    const answer = await apiOf(house).decide(id, 'adopt', await lastSeen(house, id), {});
    await forgetSeen(house, id);
    terminal.say('The better result is the item’s now. Look at it, then approve or reject it.');
    return { document: answer };
  },
});
