import { type CommandFile, defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { type Api, apiOf } from './api.js';
import { forgetSeen, lastSeen } from './seen.js';

/** A decision on the version that was looked at last. */
export function decisionCommand(what: 'approve' | 'reject' | 'hold' | 'revoke', said: string): CommandFile {
  return defineCommand<{ readonly reason: string; readonly artifact?: string }>({
    shape: (command) =>
      command
        .argument('<item>', 'the id that `queue` and `ls` show')
        .requiredOption('--reason <text>', 'why, in your own words; kept encrypted with the item')
        .option('--artifact <hash>', 'the result you looked at elsewhere, or the beginning of its hash'),
    run: async ({ terminal, house, args, options: { reason, artifact } }) => {
      const id = String(args[0]);
      const api = apiOf(house);
      const etag = artifact === undefined ? await lastSeen(house, id) : await stillThat(api, id, artifact);
      const answer = await api.decide(id, what, etag, { reason });
      await forgetSeen(house, id);
      const { approved, out } = answer as { approved: boolean; out: readonly string[] };
      const waits = what === 'approve' && !approved;
      terminal.say(waits ? 'Noted: a second person has to approve it as well.' : said);
      if (what !== 'approve' && out.length > 0)
        terminal.say(
          `At a destination, or on its way there; take it back by ./endoveil withdraw:\n  ${out.join('\n  ')}`,
        );
      return { document: answer, ...(waits ? { exit: exitCodes.heldBack } : {}) };
    },
  });
}

/** The version of an item whose result is the one that was named. */
async function stillThat(api: Api, id: string, artifact: string): Promise<string> {
  const { item, etag } = await api.seen(id);
  if (artifact.length >= 8 && item.artifactHash?.startsWith(artifact)) return etag;
  throw new CommandFailed(
    exitCodes.notAllowed,
    'changed-since-seen',
    'The item has another result now.',
    'Look at it again.',
  );
}
