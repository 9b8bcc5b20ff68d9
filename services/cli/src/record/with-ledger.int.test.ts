import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@endoveil/embedded';
import { migrateLedger } from '@endoveil/ledger';
import { createSiteKey } from '@endoveil/storage';
import { expect, it } from 'vitest';
import { loadHouse } from '../config.js';
import { withLedger } from './with-ledger.js';

it('works on the record that is named, and starts no servers beside it', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'with-ledger-'));
  const postgres = await startPostgres({ dir: join(dir, 'postgres'), dieWithParent: true, durable: false });
  try {
    await migrateLedger({ url: postgres.url });
    await createSiteKey(join(dir, 'site-key'));
    const home = join(dir, 'home');
    const house = loadHouse({
      ENDOVEIL_HOME: home,
      ENDOVEIL_DATABASE_URL: postgres.url,
      ENDOVEIL_ZONES_DIR: join(dir, 'zones'),
      ENDOVEIL_SITE_KEY_FILE: join(dir, 'site-key'),
    });
    expect(await withLedger(house, (ledger) => ledger.listItems({}))).toEqual([]);
    await expect(access(home)).rejects.toThrow('ENOENT');
  } finally {
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  }
});
