import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodes } from '../command-line/exit-codes.js';
import { CommandFailed } from '../command-line/failure.js';
import type { House } from '../config.js';

const ID = /^[0-9a-f-]{36}$/;
const fileOf = (house: House, itemId: string) => join(house.home, 'seen', itemId);

/** Notes which version of an item was shown: a decision is on that one. */
export async function rememberSeen(house: House, itemId: string, etag: string): Promise<void> {
  if (!ID.test(itemId)) return;
  await mkdir(join(house.home, 'seen'), { recursive: true, mode: 0o700 });
  await writeFile(fileOf(house, itemId), etag, { mode: 0o600 });
}

/** The version that was looked at. Throws where nobody did. */
export async function lastSeen(house: House, itemId: string): Promise<string> {
  const etag = ID.test(itemId) ? await readFile(fileOf(house, itemId), 'utf8').catch(() => '') : '';
  if (etag !== '') return etag;
  throw new CommandFailed(
    exitCodes.notAllowed,
    'not-seen',
    'You have not looked at this item.',
    `Look first: ./endoveil show ID, or ./endoveil look ID.`,
  );
}

/** After a decision the item is another one. */
export async function forgetSeen(house: House, itemId: string): Promise<void> {
  await rm(fileOf(house, itemId), { force: true });
}
