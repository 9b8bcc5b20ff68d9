import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { House } from '../house/house.js';
import type { ClientLog } from './client-log.js';

/**
 * A client that is not done with its file: other bytes of the same length, in place, at whatever moment of its landing.
 * They count from then on if the file still stands; what it had before may be on record, or not.
 */
export async function writeOver(house: House, log: ClientLog, name: string): Promise<void> {
  const old = log.drops.find((drop) => drop.name === name)!;
  await using file = await open(join(house.folder('drop'), name), 'r+').catch(() => undefined);
  // taken meanwhile: so it is what it was
  if (!file || (await file.stat()).nlink === 0) return;
  const bytes = await file.readFile();
  bytes[bytes.length - 1]! ^= 1;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  log.gaveUp(name);
  log.began({ name, sha256 });
  await file.write(bytes, 0, bytes.length, 0);
  await file.sync();
  if ((await file.stat()).nlink > 0) log.dropped({ ...old, sha256 });
}
