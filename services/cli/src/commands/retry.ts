import { defineCommand } from '../command-line/command.js';
import { apiOf } from '../items/api.js';

export default defineCommand({
  shape: (command) => command.argument('<item>', 'the id that `ls` shows'),
  run: async ({ terminal, house, args }) => {
    const retried = await apiOf(house).retry(String(args[0]));
    terminal.say('It is tried again, from the first level on. See ./endoveil watch.');
    return { document: retried };
  },
});
