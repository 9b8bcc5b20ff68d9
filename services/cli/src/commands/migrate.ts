import { join } from 'node:path';
import { startPostgres } from '@endoveil/embedded';
import { grantRoles, migrateLedger, withAuthority } from '@endoveil/ledger';
import { readLogins } from '../access/read-logins.js';
import { defineCommand } from '../command-line/command.js';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';

export default defineCommand<{ readonly roles?: string }>({
  shape: (command) =>
    command.option(
      '--roles <file>',
      'JSON `{"SERVICE": "password"}`: makes a role for each service, with the least rights',
    ),
  run: async ({ terminal, house, options }) => {
    const url = house.databaseUrl && withAuthority(house.databaseUrl, house.caFile);
    if (options.roles && !url)
      throw new CommandFailed(
        exitCodes.usage,
        'usage',
        'Roles are made in a Postgres of your own; the one that comes along has one user for all.',
        'Name yours in ENDOVEIL_DATABASE_URL.',
      );
    // before anything is changed
    const passwords = options.roles ? await readLogins(options.roles) : undefined;
    const ran = url ? await migrateLedger({ url }) : await migrateEmbedded(house.servers);
    if (url && passwords) {
      await grantRoles({ url, passwords });
      terminal.say('Every service has its role.');
    }
    terminal.say(ran.length === 0 ? 'The schema is up to date.' : `Ran ${ran.length} migrations.`);
    return { document: { ran } };
  },
});

/** A Postgres that ran before runs on; one that was started for this is stopped again. */
async function migrateEmbedded(servers: string): Promise<readonly string[]> {
  const dir = join(servers, 'postgres');
  const postgres = await startPostgres({ dir });
  try {
    return await migrateLedger({ url: postgres.url });
  } finally {
    if (!postgres.adopted) await postgres.stop();
  }
}
