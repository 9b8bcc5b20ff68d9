import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { House, type HouseOptions } from '../house/house.js';
import { Image } from '../house/image.js';
import { ClientLog } from '../workload/client-log.js';
import { watchDrop } from '../workload/watch-drop.js';

export interface Opened {
  readonly house: House;
  readonly log: ClientLog;
  /** The clients' own folder. */
  readonly beside: string;
}

/** A house with its clients before it: they keep a log, and see what goes from the drop folder. Ends with `opened`. */
export async function openHouse(
  opened: AsyncDisposableStack,
  options: HouseOptions,
  { keepsClients = false } = {},
): Promise<Opened> {
  const beside = await clientFolder(opened, keepsClients);
  const house = opened.use(await House.start(options));
  const log = opened.use(new ClientLog(join(beside, 'client.jsonl')));
  opened.use(watchDrop(house.folder('drop'), log));
  return { house, log, beside };
}

/** A disk for a house to live on, so that its power can go or a byte of it rot. Throws where this user may not mount. */
export async function openDisk(opened: AsyncDisposableStack): Promise<{ beside: string; home: string; image: Image }> {
  const beside = await clientFolder(opened);
  const home = join(beside, 'house');
  await mkdir(home);
  return { beside, home, image: opened.use(await Image.mount(join(beside, 'image'), home)) };
}

async function clientFolder(opened: AsyncDisposableStack, isKept = false): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'endoveil-client-'));
  if (!isKept) opened.defer(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
