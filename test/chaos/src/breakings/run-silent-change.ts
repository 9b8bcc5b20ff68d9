import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { House, type HouseOptions } from '../house/house.js';
import type { Fault } from '../invariants/invariant.js';
import { sourceKept } from '../invariants/source-kept.js';
import { sceneOf } from '../scene.js';
import { ClientLog } from '../workload/client-log.js';
import { canaryOf, makeFile } from '../workload/make-files.js';
import { watchDrop } from '../workload/watch-drop.js';
import { dropOne } from '../workload/workload.js';
import { openDisk } from './open-house.js';

export interface SilentChangeResult {
  /** The source still stands, with bytes that are nowhere else. */
  readonly stands: boolean;
  readonly broken: readonly Fault[];
}

const WITHIN_MS = 30_000;

/**
 * A source changes on its disk after it was committed, and neither its size nor its times tell: only whoever hashes it
 * again can know. Another file, which goes, shows that intake went on. Throws where this user may not mount.
 */
export async function runSilentChange({ command }: Pick<HouseOptions, 'command'>): Promise<SilentChangeResult> {
  await using opened = new AsyncDisposableStack();
  const { beside, home, image } = await openDisk(opened);
  const services = ['registry', 'intake'] as const;
  const armed = { intake: 'intake.after-land:stop' };
  const house = opened.use(await House.start({ command, home, services, armed, keep: true }));
  const log = opened.use(new ClientLog(join(beside, 'client.jsonl')));
  opened.use(watchDrop(house.folder('drop'), log));
  await house.ready();
  const [changed, other] = await Promise.all([1, 2].map((seed) => makeFile('unknown-video', seed, beside)));
  const [name, otherName] = [`${canaryOf(1)}.mp4`, `${canaryOf(2)}.mp4`];
  const path = join(house.folder('drop'), name);
  await dropOne(house, log, changed!, name);
  const intake = house.service('intake');
  await until(() => intake.isStopped);
  await image.changeByte(path);
  const old = log.drops[0]!;
  log.gaveUp(name);
  log.dropped({
    ...old,
    sha256: createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
  });
  intake.thaw();
  await dropOne(house, log, other!, otherName);
  await until(() => log.gone.some((gone) => gone.name === otherName));
  await using scene = await sceneOf(house, log, 20);
  return { stands: existsSync(path), broken: await sourceKept.check(scene) };
}

async function until(condition: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + WITHIN_MS;
  while (!condition()) {
    if (performance.now() > giveUpAt) throw new Error('intake did not come so far');
    await wait(50);
  }
}
