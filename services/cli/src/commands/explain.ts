import { explain, isPassing, isReason, reasons } from '@endoveil/contracts';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { nearest } from '../command-line/nearest.js';

export default defineCommand({
  shape: (command) => command.argument('<code>', 'a reason code, as `show` and the history print it'),
  run: async ({ args, terminal }) => {
    const code = String(args[0]);
    if (!isReason(code)) {
      const near = nearest(code, Object.keys(reasons));
      const next = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'See the codes in docs/reasons.md.';
      throw new CommandFailed(exitCodes.notFound, 'unknown-code', 'There is no reason with this code.', next);
    }
    const { text, next } = explain(code);
    const passing = isPassing(code);
    terminal.say(text);
    terminal.say(`Next: ${next}`);
    if (passing) terminal.say('The cause lies outside the file and may pass: the work is done again by itself.');
    return { document: { code, text, next, passing } };
  },
});
