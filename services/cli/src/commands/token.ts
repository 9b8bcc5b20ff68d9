import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { hashOfToken, Role, TokenFile } from '@endoveil/registry';
import { defineCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailed } from '../failure.js';

interface Options {
  readonly role: readonly string[];
  readonly center: readonly string[];
  readonly until?: string;
  readonly remove?: boolean;
}

const EMPTY = '{"tokens": []}';

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
    const text = await readFile(house.tokenFile, 'utf8').catch(() => EMPTY);
    const others = TokenFile.parse(JSON.parse(text)).tokens.filter((one) => one.name !== name);
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
