import { defineCommand } from '../command-line/command.js';
import { apiOf } from '../items/api.js';
import { publicationNamed } from '../publications/publication-named.js';
import { sayUnserved } from '../publications/say-unserved.js';

export default defineCommand({
  shape: (command) => command.argument('<publication>', 'the id that `publications` shows'),
  run: async ({ args, terminal, house }) => {
    const api = apiOf(house);
    const answer = await api.ofPublication(await publicationNamed(api, args[0]), 'withdraw');
    terminal.say(
      answer.outcome === 'asked' ? 'It is taken back now. See ./endoveil publications.' : 'It is not there any more.',
    );
    sayUnserved(terminal, answer.unserved);
    return { document: answer };
  },
});
