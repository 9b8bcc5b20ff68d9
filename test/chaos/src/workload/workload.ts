import { createHash } from 'node:crypto';
import { open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seeded } from '@endoveil/testing';
import type { House } from '../house/house.js';
import { askApi, decide, type Listed } from './ask-api.js';
import type { Asked, ClientLog, DropKind } from './client-log.js';
import { bytesOf, canaryOf, type MadeFile, makeFile } from './make-files.js';
import { People } from './people.js';
import { uploadOne } from './upload-one.js';
import { writeOver } from './write-over.js';

export interface WorkloadSettings {
  readonly seed: number;
  readonly seconds: number;
  /** Between two files, in the middle. */
  readonly everySeconds: number;
  /** Where files are made before they are dropped. */
  readonly folder: string;
}

/** How often each kind is dropped, against the others. Most end held within seconds. */
const kinds: readonly DropKind[] = [
  ...Array<DropKind>(9).fill('unknown-video'),
  ...Array<DropKind>(2).fill('unreadable-report'),
  ...Array<DropKind>(3).fill('report'),
  'exam',
  'garbage',
];
const AGAIN_SHARE = 0.2;
const UPLOAD_SHARE = 0.3;
const CHANGED_SHARE = 0.4;
/** About as long as a file stands in the drop folder. */
const CHANGED_WITHIN_MS = 1_500;
const ASK_EVERY_MS = 1_500;

/**
 * Clients of the house: they drop files or upload them, write over some, hand some in again, try again what is held,
 * approve, and take back. What was begun to upload is brought to its end.
 */
export async function work(house: House, log: ClientLog, settings: WorkloadSettings): Promise<void> {
  const until = performance.now() + settings.seconds * 1000;
  await Promise.all([handInFiles(house, log, settings, until), askForThings(house, log, settings, until)]);
}

async function handInFiles(house: House, log: ClientLog, settings: WorkloadSettings, until: number): Promise<void> {
  const random = seeded(settings.seed ^ 0x5eed);
  const randomWay = seeded(settings.seed ^ 0x705);
  const beside: Promise<void>[] = [];
  const made: MadeFile[] = [];
  for (let n = 1; performance.now() < until; n += 1) {
    const again = made.length > 0 && random() < AGAIN_SHARE;
    const kind = kinds[Math.floor(random() * kinds.length)]!;
    const chosen = Math.floor(random() * made.length);
    const file = again ? made[chosen]! : await makeFile(kind, settings.seed * 10_000 + n, settings.folder);
    if (!again) made.push(file);
    const name = `${canaryOf(settings.seed)}-${n}.${file.ending}`;
    if (randomWay() < UPLOAD_SHARE) beside.push(uploadOne(house, log, file, name, settings.seed * 10_000 + n));
    else {
      await dropOne(house, log, file, name);
      const after = CHANGED_WITHIN_MS * randomWay();
      const isChanged = randomWay() < CHANGED_SHARE && file.kind === 'unknown-video';
      if (isChanged) beside.push(wait(after).then(() => writeOver(house, log, name)));
    }
    await wait(settings.everySeconds * (0.5 + random()) * 1000);
  }
  await Promise.all(beside);
}

/** A new file, under the canary of its seed. */
export async function dropNew(
  house: House,
  log: ClientLog,
  kind: DropKind,
  seed: number,
  folder: string,
): Promise<MadeFile> {
  const file = await makeFile(kind, seed, folder);
  await dropOne(house, log, file, `${canaryOf(seed)}.${file.ending}`);
  return file;
}

/** As a careful client does it: written beside, flushed, then renamed; it counts from then on. */
export async function dropOne(house: House, log: ClientLog, file: MadeFile, name: string): Promise<void> {
  const bytes = await bytesOf(file);
  const part = join(house.folder('drop'), `.${name}.part`);
  await writeFile(part, bytes, { flush: true });
  await rename(part, join(house.folder('drop'), name));
  await flushFolder(house.folder('drop'));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  log.dropped({ name, sha256, sizeBytes: bytes.length, kind: file.kind });
}

async function flushFolder(path: string): Promise<void> {
  await using folder = await open(path);
  await folder.sync();
}

async function askForThings(house: House, log: ClientLog, settings: WorkloadSettings, until: number): Promise<void> {
  const random = seeded(settings.seed ^ 0xa5c);
  await using people = await People.at(house);
  while (performance.now() < until) {
    await wait(ASK_EVERY_MS);
    const listed = await askApi<{ items: Listed[] }>(house, '/v1/items?limit=100');
    const items = listed?.items ?? [];
    const item = items[Math.floor(random() * items.length)];
    const what = item && wishFor(item.state, random());
    if (!item || !what) continue;
    const { itemId } = item;
    const status = what === 'withdraw' ? await people.withdraw(itemId) : await decide(house, itemId, what);
    log.did({ what, itemId, status });
  }
}

/** What a person might want of an item that stands so. */
function wishFor(state: string, chance: number): Asked['what'] | undefined {
  if (state === 'held') return chance < 0.15 ? 'retry' : undefined;
  if (state === 'verified' || state === 'in-review') return 'approve';
  if (state === 'published' && chance > 0.9) return 'withdraw';
  if (state === 'approved' || state === 'published') return chance < 0.15 ? 'revoke' : undefined;
  return undefined;
}
