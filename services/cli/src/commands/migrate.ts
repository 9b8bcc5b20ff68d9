import { join } from 'node:path';
import { startPostgres } from '@endoveil/embedded';
import { migrateLedger } from '@endoveil/ledger';
import { defineCommand } from '../command.js';

export default defineCommand({
  run: async ({ terminal, house }) => {
    const ran = house.databaseUrl
      ? await migrateLedger({ url: house.databaseUrl })
      : await migrateEmbedded(house.servers);
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
