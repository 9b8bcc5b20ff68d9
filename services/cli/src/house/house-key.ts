import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createSiteKey, type SiteKey } from '@endoveil/storage';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { House } from '../config.js';

/**
 * Makes the site key of a new house. Where originals lie already it has one: a new key would open none of them, and
 * what is taken in from then on would lie under a key that nobody has kept apart.
 */
export async function makeHouseKey({
  siteKeyFile,
  zonesDir,
}: Pick<House, 'siteKeyFile' | 'zonesDir'>): Promise<SiteKey> {
  const isThere = await access(siteKeyFile).then(
    () => true,
    () => false,
  );
  if (!isThere && (await holdsOriginals(zonesDir)))
    throw new CommandFailed(
      exitCodes.dependencyMissing,
      'site-key-missing',
      'The site key is gone, and the zones hold originals under it.',
      'Put your copy of it where ENDOVEIL_SITE_KEY_FILE names it, or into the home as site-key.',
    );
  return await createSiteKey(siteKeyFile);
}

async function holdsOriginals(zonesDir: string): Promise<boolean> {
  const held = await Promise.all(
    ['sensitive', 'quarantine'].map((zone) => readdir(join(zonesDir, zone)).catch(() => [])),
  );
  return held.some((names) => names.length > 0);
}
