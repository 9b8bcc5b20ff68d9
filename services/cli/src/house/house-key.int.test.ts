import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSiteKey, openStorage } from '@endoveil/storage';
import { expect, it } from 'vitest';
import { loadHouse } from '../config.js';
import { makeHouseKey } from './house-key.js';

it('makes the site key of a new house, and none for originals whose key is gone', async () => {
  const home = await mkdtemp(join(tmpdir(), 'house-key-'));
  try {
    const house = loadHouse({ ENDOVEIL_HOME: home });
    await makeHouseKey(house);
    const text = await readFile(house.siteKeyFile, 'utf8');
    await makeHouseKey(house);
    expect(await readFile(house.siteKeyFile, 'utf8')).toBe(text);
    const storage = await openStorage({ zonesDir: house.zonesDir, siteKey: await loadSiteKey(house.siteKeyFile) });
    const { blobId } = await storage.blobs.putBytes(Buffer.from('an original'), storage.cipher.newKey());
    for (const place of ['sensitive', 'quarantine'] as const) {
      if (place === 'quarantine') await storage.blobs.quarantine(blobId);
      await rm(house.siteKeyFile, { force: true });
      await expect(makeHouseKey(house)).rejects.toMatchObject({ exit: 9, code: 'site-key-missing' });
      await expect(readFile(house.siteKeyFile)).rejects.toThrow('ENOENT');
    }
    await storage.blobs.remove(blobId);
    await makeHouseKey(house);
    await loadSiteKey(house.siteKeyFile);
  } finally {
    await rm(home, { recursive: true });
  }
});
