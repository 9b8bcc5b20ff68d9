import { userInfo } from 'node:os';
import { explain, isReason, ItemId, PublicationId } from '@endoveil/contracts';
import { hostSettings } from '@endoveil/host';
import { type Ledger, openLedger } from '@endoveil/ledger';
import { loadSettings } from '@endoveil/runtime';
import { loadSiteKey, openStorage, type Storage } from '@endoveil/storage';
import type { House } from './config.js';
import { openEmbedded } from './embedded.js';
import { exitCodes } from './exit-codes.js';
import { CommandFailed } from './failure.js';

const { databaseUrl, zonesDir, siteKeyFile, releasePolicy } = hostSettings;
type Environment = House['environment'];

/** Works on the record of this house. Servers that ran before run on. */
export async function withLedger<T>(
  house: House,
  work: (ledger: Ledger, environment: Environment, storage: Storage) => Promise<T>,
): Promise<T> {
  const { stack, environment } = await openEmbedded(house);
  try {
    const settings = loadSettings({ databaseUrl, zonesDir, siteKeyFile, releasePolicy }, environment);
    const siteKey = await loadSiteKey(settings.siteKeyFile);
    const storage = await openStorage({ zonesDir: settings.zonesDir, siteKey });
    await using ledger = await openLedger({
      url: settings.databaseUrl,
      cipher: storage.cipher,
      policy: settings.releasePolicy,
      applicationName: 'endoveil-command',
    });
    return await work(ledger, environment, storage);
  } finally {
    if (!stack.postgres.adopted) await stack.stop();
  }
}

/** The account that decides: who is logged in on this machine. */
export const actorHere = () => userInfo().username;

export function itemIdOf(text: unknown): ItemId {
  return idOf(ItemId.safeParse(text));
}

export function publicationIdOf(text: unknown): PublicationId {
  return idOf(PublicationId.safeParse(text));
}

function idOf<T>(parsed: { readonly success: boolean; readonly data?: T }): T {
  if (parsed.data === undefined) throw notFound();
  return parsed.data;
}

export const notFound = () =>
  new CommandFailed(
    exitCodes.notFound,
    'not-found',
    'There is nothing with this id.',
    'See ./endoveil ls and ./endoveil publications.',
  );

/** The answer of a verb, or the end of the command with the sentence of its code. */
export function granted<T extends { readonly outcome: string }>(
  answer: T,
): Exclude<T, { readonly outcome: 'not-found' | 'refused' }> {
  if (answer.outcome === 'not-found') throw notFound();
  if (answer.outcome === 'refused') {
    const { code } = answer as unknown as { code: string };
    const { text, next } = explain(isReason(code) ? code : 'internal');
    const exit = code === 'not-certified' || code === 'not-released' ? exitCodes.heldBack : exitCodes.notAllowed;
    throw new CommandFailed(exit, code, text, next);
  }
  return answer as Exclude<T, { readonly outcome: 'not-found' | 'refused' }>;
}
