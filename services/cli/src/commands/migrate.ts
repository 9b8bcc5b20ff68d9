import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres } from '@endoveil/embedded';
import { grantRoles, migrateLedger, type ServiceName, withAuthority } from '@endoveil/ledger';
import { defineCommand } from '../command.js';

export default defineCommand<{ readonly roles?: string }>({
  shape: (command) =>
    command.option(
      '--roles <file>',
      'JSON `{"SERVICE": "password"}`: makes a role for each service, with the least rights',
    ),
  run: async ({ terminal, house, options }) => {
    const url = house.databaseUrl && withAuthority(house.databaseUrl, house.caFile);
    const ran = url ? await migrateLedger({ url }) : await migrateEmbedded(house.servers);
    if (options.roles && url) {
      const passwords = JSON.parse(await readFile(options.roles, 'utf8')) as Record<ServiceName, string>;
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
