import { Database } from './database.js';
import { reachOf } from './reach.js';

/** What somebody who sets up servers wants to know of Postgres. */
export interface PostgresLook {
  readonly version: string;
  readonly encrypted: boolean;
  /** Whether the schema is the one of this build. */
  readonly isCurrent: boolean;
  /** Whether it may change the schema: no service should. */
  readonly isOwner: boolean;
  /** How far its clock is from ours, seconds. */
  readonly clockSeconds: number;
}

/** Looks, and changes nothing. Throws when it is not reached within a few seconds. */
export async function lookAtPostgres(url: string): Promise<PostgresLook> {
  const settings = { poolSize: 1, applicationName: 'endoveil-doctor', statementTimeoutSeconds: 5, reconnectSeconds: 3 };
  await using database = await Database.open({ url, ...settings });
  const [row] = await database.query<{ version: string; owner: boolean; clock: number }>(
    `select current_setting('server_version') as version,
       has_database_privilege(current_database(), 'create') as owner,
       extract(epoch from clock_timestamp())::float8 as clock`,
  );
  return {
    version: row!.version,
    encrypted: reachOf(url).ssl !== undefined,
    isCurrent: await database.isCurrent(),
    isOwner: row!.owner,
    clockSeconds: row!.clock - Date.now() / 1000,
  };
}
