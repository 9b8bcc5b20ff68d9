import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import { apiOf } from '../items/api.js';
import { rememberSeen } from '../items/seen.js';

export default defineCommand<{ readonly to?: string; readonly reason?: string }>({
  shape: (command) =>
    command
      .argument('<item>', 'the id that `queue` and `ls` show')
      .option('--to <file>', 'where the result is written; default: named by the item, here')
      .option('--reason <why>', 'needed for a result that was not verified; kept, encrypted, in the history'),
  run: async ({ terminal, house, args, options }) => {
    const api = apiOf(house);
    const { item, etag } = await api.seen(String(args[0]));
    const { itemId, artifactHash, kind } = item;
    if (!artifactHash)
      throw new CommandFailed(
        exitCodes.heldBack,
        'no-result',
        'There is no result to look at.',
        'See ./endoveil show ID.',
      );
    const bytes = await api.artifact(itemId, artifactHash, options.reason);
    const path = options.to ?? `${itemId}.${kind === 'video' ? 'mp4' : 'pdf'}`;
    const file = await open(path, 'wx', 0o600).catch(() => {
      throw new CommandFailed(exitCodes.usage, 'cannot-write', 'The file cannot be made, or is there already.');
    });
    await pipeline(Readable.fromWeb(bytes as never), file.createWriteStream());
    await rememberSeen(house, itemId, etag);
    terminal.say(`${path}: ${kind}, level ${item.level}, ${item.verdict ?? 'not verified'}`);
    if (item.reasonText) terminal.say(`${item.reasonText}\nNext: ${item.next}`);
    return { document: { path, itemId, artifactHash, verdict: item.verdict, reason: item.reason } };
  },
});
