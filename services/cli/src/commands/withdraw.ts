import { apiOf } from '../api.js';
import { defineCommand } from '../command.js';
import { publicationNamed } from '../publication-named.js';
import { sayUnserved } from '../say-unserved.js';

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
