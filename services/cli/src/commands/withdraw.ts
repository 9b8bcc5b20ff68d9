import { defineCommand } from '../command.js';
import { actorHere, granted, publicationIdOf, withLedger } from '../with-ledger.js';

export default defineCommand({
  shape: (command) => command.argument('<publication>', 'the id that `publications` shows'),
  run: async ({ args, terminal, house }) =>
    await withLedger(house, async (ledger) => {
      const answer = granted(await ledger.withdraw({ publicationId: publicationIdOf(args[0]), actor: actorHere() }));
      terminal.say(
        answer.outcome === 'asked' ? 'It is taken back now. See ./endoveil publications.' : 'It is not there any more.',
      );
      return { document: answer };
    }),
});
