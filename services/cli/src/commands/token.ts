import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { hashOfToken, Role, type TokenEntry, TokenFile } from '@endoveil/registry';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';

interface Options {
  readonly role: readonly string[];
  readonly center: readonly string[];
  readonly until?: string;
  readonly remove?: boolean;
}

const NAMES_STAND = 'The names stand in the token file.';

export default defineCommand<Options>({
  shape: (command) =>
    command
      .argument('<name>', 'the account: it stands in the history')
      .option('--role <roles...>', Role.options.join(', '))
      .option('--center <centers...>', 'the centers whose items it may see, or `all`', ['all'])
      .option('--until <time>', 'when it ends, as 2027-01-31T00:00:00Z')
      .option('--remove', 'takes the account away'),
  run: async ({ terminal, house, args, options: { role = [], center, until, remove } }) => {
    const name = String(args[0]);
    const token = randomBytes(32).toString('base64url');
    const known = await tokensOf(house.tokenFile);
    const others = known.filter((one) => one.name !== name);
    if (remove && others.length === known.length)
      throw new CommandFailed(exitCodes.notFound, 'not-found', 'There is no account of this name.', NAMES_STAND);
    const added = {
      name,
      sha256: hashOfToken(token).toString('hex'),
      roles: role,
      centers: center.includes('all') ? 'all' : center,
      ...(until ? { until } : {}),
    };
    const next = TokenFile.safeParse({ tokens: remove ? others : [...others, added] });
    if (!next.success)
      throw new CommandFailed(exitCodes.usage, 'usage', 'Name, roles, centers or time are not valid.', 'See --help.');
    // readers see the old file or the new one, never a half
    await writeFile(`${house.tokenFile}.part`, `${JSON.stringify(next.data, null, 2)}\n`, { mode: 0o600 });
    await rename(`${house.tokenFile}.part`, house.tokenFile);
    terminal.say(`${house.tokenFile} is written. It counts where ENDOVEIL_TOKEN_FILE names it.`);
    if (remove) return { document: { name, removed: true } };
    terminal.say('The token is shown once; whoever has it sets ENDOVEIL_TOKEN:');
    if (!terminal.json) process.stdout.write(`${token}\n`);
    return { document: { name, token } };
  },
});

/** Those that are there: none where there is no file. One that cannot be used is left for a person to look at. */
async function tokensOf(path: string): Promise<readonly TokenEntry[]> {
  try {
    return TokenFile.parse(JSON.parse(await readFile(path, 'utf8'))).tokens;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new CommandFailed(
      exitCodes.notAllowed,
      'token-file',
      'The token file cannot be read or is not valid; nothing was changed.',
      'Repair it, or move it away and write the accounts anew.',
    );
  }
}
