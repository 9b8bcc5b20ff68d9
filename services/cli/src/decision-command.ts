import type { ArtifactHash } from '@endoveil/contracts';
import { defineCommand } from './command.js';
import { exitCodes } from './exit-codes.js';
import { CommandFailed } from './failure.js';
import type { Terminal } from './terminal.js';
import { actorHere, granted, itemIdOf, notFound, withLedger } from './with-ledger.js';

interface Options {
  readonly reason: string;
  readonly artifact?: string;
  readonly actor?: string;
}

/** A person's decision on what stands there now, or, with `--artifact`, on what this person saw. */
export function decisionCommand(verb: 'approve' | 'reject' | 'putOnHold' | 'revoke') {
  return defineCommand<Options>({
    shape: (command) =>
      command
        .argument('<item>', 'the id that `ls` shows')
        .requiredOption('--reason <words>', 'why, for the record; kept encrypted')
        .option('--artifact <hash>', 'the result that was looked at, or the beginning of its hash')
        .option('--actor <name>', 'who decides; default: who is logged in'),
    run: async ({ args, options, terminal, house }) =>
      await withLedger(house, async (ledger) => {
        const itemId = itemIdOf(args[0]);
        const item = await ledger.showItem(itemId);
        if (!item) throw notFound();
        if (options.artifact && !item.artifactHash?.startsWith(options.artifact))
          throw new CommandFailed(
            exitCodes.notAllowed,
            'changed-since-seen',
            'The item has another result now.',
            'Look at it again.',
          );
        const decided = granted(
          await ledger[verb]({
            itemId,
            artifactHash: item.artifactHash as ArtifactHash | null,
            version: item.version,
            actor: options.actor ?? actorHere(),
            reason: options.reason,
          }),
        );
        terminal.say(`${decided.state}${item.artifactHash ? `, result ${item.artifactHash.slice(0, 16)}` : ''}`);
        if (verb === 'approve' && !decided.approved) terminal.say('Another person has to approve it as well.');
        if (verb !== 'approve') tellOut(decided.out, terminal);
        return { document: decided };
      }),
  });
}

function tellOut(out: readonly string[], terminal: Terminal): void {
  if (out.length === 0) return;
  terminal.say('At a destination, or on its way there; take it back by ./endoveil withdraw:');
  for (const id of out) terminal.say(`  ${id}`);
}
