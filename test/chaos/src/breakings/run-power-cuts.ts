import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { House, type HouseOptions } from '../house/house.js';
import { Image } from '../house/image.js';
import { descendants, signalAll } from '../house/process-tree.js';
import type { Broken } from '../invariants/index.js';
import { sceneOf } from '../scene.js';
import { ClientLog } from '../workload/client-log.js';
import { watchDrop } from '../workload/watch-drop.js';
import { work } from '../workload/workload.js';
import { openDisk } from './open-house.js';
import { brokenAtRest, comeToRest } from './rest.js';

export interface PowerCutsOptions extends Pick<HouseOptions, 'command'> {
  readonly cuts: number;
  readonly seed: number;
  readonly tell?: (line: string) => void;
}

export interface PowerCutsResult {
  readonly cuts: number;
  readonly dropped: number;
  readonly lost: number;
  readonly foundStuck: number;
  readonly restSeconds: number;
  readonly broken: readonly Broken[];
}

const BETWEEN_SECONDS = 8;

/** All stores of the house on one disk, whose power goes again and again while clients work. */
export async function runPowerCuts({
  command,
  cuts,
  seed,
  tell = () => undefined,
}: PowerCutsOptions): Promise<PowerCutsResult> {
  await using opened = new AsyncDisposableStack();
  const { beside, home, image } = await openDisk(opened);
  const house = opened.use(await House.start({ command, home, keep: true }));
  const log = opened.use(new ClientLog(join(beside, 'client.jsonl')));
  await house.ready();
  let watching = watchDrop(house.folder('drop'), log);
  for (let n = 1; n <= cuts; n += 1) {
    const seconds = BETWEEN_SECONDS * (0.5 + ((seed * 7 + n * 13) % 10) / 10);
    await work(house, log, { seed: seed * 100 + n, seconds, everySeconds: 1.5, folder: beside });
    watching[Symbol.dispose]();
    await powerCut(house, image);
    watching = watchDrop(house.folder('drop'), log);
    tell(`power cut ${n}, ${log.drops.length} handed in`);
  }
  await house.ready();
  const scene = opened.use(await sceneOf(house, log, 20));
  const rest = await comeToRest(scene, 150);
  await house.stopServices();
  watching[Symbol.dispose]();
  const found = await brokenAtRest(scene, rest);
  const [counted] = await scene.sql<{ stuck: number }>(
    `select coalesce((select value::int from ledger.counter where name = 'stuck'), 0) as stuck`,
  );
  return {
    cuts,
    dropped: log.drops.length,
    lost: found.filter(({ what }) => what.startsWith('lost')).length,
    foundStuck: counted!.stuck,
    restSeconds: rest.seconds,
    broken: found,
  };
}

/** Everything stands still, the disk is taken as it is, everything dies, and starts again on that disk. */
async function powerCut(house: House, image: Image): Promise<void> {
  const frozen = descendants(house.pids);
  signalAll(frozen, 'SIGSTOP');
  // one that was started while they were told
  const all = [...new Set([...frozen, ...descendants(house.pids)])];
  signalAll(all, 'SIGSTOP');
  await image.cut(async () => {
    await house.holdServices();
    signalAll(all, 'SIGKILL');
    await house.servers.gone();
    await wait(200);
  });
  await house.servers.startAllAgain();
  house.releaseServices();
}
