import { userInfo } from 'node:os';
import { ItemId } from '@endoveil/contracts';
import { hostSettings } from '@endoveil/host';
import { type Ledger, openLedger, withAuthority } from '@endoveil/ledger';
import { loadSettings } from '@endoveil/runtime';
import { loadSiteKey, openStorage, type Storage } from '@endoveil/storage';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { House } from '../config.js';
import { openEmbedded } from '../house/embedded.js';

const { databaseUrl, zonesDir, siteKeyFile, releasePolicy } = hostSettings;
type Environment = House['environment'];

/**
 * Works on the record of this house: on the one that is named, as in a container, where nothing else is needed; else on
 * the embedded one, whose servers run on if they ran before.
 */
export async function withLedger<T>(
  house: House,
  work: (ledger: Ledger, environment: Environment, storage: Storage) => Promise<T>,
): Promise<T> {
  const { stack, environment } = house.databaseUrl
    ? { stack: undefined, environment: house.environment }
    : await openEmbedded(house);
  try {
    const settings = loadSettings({ databaseUrl, zonesDir, siteKeyFile, releasePolicy }, environment);
    const siteKey = await loadSiteKey(settings.siteKeyFile);
    const storage = await openStorage({ zonesDir: settings.zonesDir, siteKey });
    await using ledger = await openLedger({
      url: withAuthority(settings.databaseUrl, house.caFile),
      cipher: storage.cipher,
      policy: settings.releasePolicy,
      applicationName: 'endoveil-command',
    });
    return await work(ledger, environment, storage);
  } finally {
    if (stack && !stack.postgres.adopted) await stack.stop();
  }
}

/** The account that decides: who is logged in on this machine. */
export const actorHere = () => userInfo().username;

export function itemIdOf(text: unknown): ItemId {
  const parsed = ItemId.safeParse(text);
  if (!parsed.success) throw notFound();
  return parsed.data;
}

export const notFound = () =>
  new CommandFailed(
    exitCodes.notFound,
    'not-found',
    'There is nothing with this id.',
    'See ./endoveil ls and ./endoveil publications.',
  );
