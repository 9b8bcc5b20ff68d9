import { apiOf } from './api.js';
import { type CommandFile, defineCommand } from './command.js';
import { exitCodes } from './exit-codes.js';
import { forgetSeen, lastSeen } from './seen.js';

/** A decision on the version that was looked at last. */
export function decisionCommand(what: 'approve' | 'reject' | 'hold' | 'revoke', said: string): CommandFile {
  return defineCommand<{ readonly reason: string }>({
    shape: (command) =>
      command
        .argument('<item>', 'the id that `queue` and `ls` show')
        .requiredOption('--reason <text>', 'why, in your own words; kept encrypted with the item'),
    run: async ({ terminal, house, args, options: { reason } }) => {
      const id = String(args[0]);
      const answer = await apiOf(house).decide(id, what, await lastSeen(house, id), { reason });
      await forgetSeen(house, id);
      const { approved, out } = answer as { approved: boolean; out: readonly string[] };
      const waits = what === 'approve' && !approved;
      terminal.say(waits ? 'Noted: a second person has to approve it as well.' : said);
      if (what !== 'approve' && out.length > 0)
        terminal.say(`${out.length} publications of it are out already: withdraw them apart.`);
      return { document: answer, ...(waits ? { exit: exitCodes.heldBack } : {}) };
    },
  });
}
