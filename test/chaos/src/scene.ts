import { join } from 'node:path';
import { type Ledger, openLedger } from '@endoveil/ledger';
import { loadSiteKey, openStorage, type Storage } from '@endoveil/storage';
import { Pool } from 'pg';
import { DESTINATION, type House } from './house/house.js';
import type { Drop, Gone, Unsettled } from './workload/client-log.js';

export type Sql = <Row extends object>(text: string, parameters?: readonly unknown[]) => Promise<Row[]>;

/** All that a checker may look at. Nothing of it is taken from what a service says. */
export interface Scene extends AsyncDisposable {
  readonly sql: Sql;
  readonly ledger: Pick<Ledger, 'checkAudit'>;
  readonly storage: Storage;
  /** What clients handed in, what may be on record besides, and when they saw a file go from the drop folder. */
  readonly drops: readonly Drop[];
  readonly unsettled: readonly Unsettled[];
  readonly gone: readonly Gone[];
  readonly dropDir: string;
  readonly scratchDir: string;
  readonly destinationDir: string;
  /** Where no planted name may stand in plain. */
  readonly searched: readonly string[];
  /** How long scratch may stand without a lease. */
  readonly scratchSeconds: number;
}

export type Witnessed = Pick<Scene, 'drops' | 'unsettled' | 'gone'>;

/** The house as it stands now, for a checker. */
export async function sceneOf(
  house: House,
  { drops, unsettled, gone }: Witnessed,
  scratchSeconds: number,
): Promise<Scene> {
  const url = house.servers.directUrl('postgres');
  const siteKey = await loadSiteKey(join(house.home, 'site-key'));
  const storage = await openStorage({ zonesDir: house.folder('zones'), scratchDir: house.folder('scratch'), siteKey });
  const ledger = await openLedger({ url, cipher: storage.cipher, poolSize: 2 });
  const pool = new Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  return {
    sql: async <Row extends object>(text: string, parameters: readonly unknown[] = []) =>
      (await pool.query<Row>(text, [...parameters])).rows,
    ledger,
    storage,
    ...{ drops, unsettled, gone },
    dropDir: house.folder('drop'),
    scratchDir: house.folder('scratch'),
    destinationDir: house.folder(DESTINATION),
    searched: (['servers', 'log', 'zones', 'scratch', DESTINATION] as const).map((name) => house.folder(name)),
    scratchSeconds,
    [Symbol.asyncDispose]: async () => {
      await ledger.close();
      await pool.end();
    },
  };
}
