import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { flushRedis } from '../faults/inject.js';
import { House, type HouseOptions } from '../house/house.js';
import type { Broken } from '../invariants/index.js';
import { sceneOf } from '../scene.js';
import { ClientLog, type DropKind } from '../workload/client-log.js';
import { canaryOf } from '../workload/make-files.js';
import { watchDrop } from '../workload/watch-drop.js';
import { dropNew, dropOne } from '../workload/workload.js';
import { type FinalState, finalStates } from './final-state.js';
import { brokenAtRest, comeToRest } from './rest.js';

export interface WipesOptions extends Pick<HouseOptions, 'command'> {
  readonly wipes: number;
  readonly tell?: (line: string) => void;
}

export interface WipesResult {
  readonly wipes: number;
  readonly contents: number;
  /** Contents that did not end as in the undisturbed house: how there, and how here. */
  readonly different: readonly { readonly sha256: string; readonly undisturbed: string; readonly wiped: string }[];
  readonly foundStuck: number;
  readonly broken: readonly Broken[];
}

const kinds: readonly DropKind[] = ['unknown-video', 'report', 'unknown-video', 'garbage', 'unknown-video', 'exam'];
const EVERY_MS = 2_500;

interface Ending {
  readonly states: readonly FinalState[];
  readonly broken: readonly Broken[];
  readonly stuck: number;
}

/** The same files into two houses; in one the stream is wiped and Redis flushed again and again. Both must end alike. */
export async function runWipes({ command, wipes, tell = () => undefined }: WipesOptions): Promise<WipesResult> {
  const beside = await mkdtemp(join(tmpdir(), 'endoveil-client-'));
  try {
    const undisturbed = await oneHouse(command, beside, wipes, 'undisturbed', async () => undefined);
    tell(`undisturbed: ${undisturbed.states.length} contents`);
    const wiped = await oneHouse(command, beside, wipes, 'wiped', async (house, n) => {
      await Promise.all([house.servers.wipeStream(), flushRedis(house.servers.directUrl('redis'))]);
      tell(`wiped and flushed ${n + 1} times`);
    });
    const before = new Map(undisturbed.states.map(({ sha256, item }) => [sha256, item]));
    const different = wiped.states
      .filter(({ sha256, item }) => before.get(sha256) !== item)
      .map(({ sha256, item }) => ({ sha256, undisturbed: before.get(sha256) ?? 'lost', wiped: item }));
    const found = [...undisturbed.broken, ...wiped.broken];
    return { wipes, contents: wiped.states.length, different, foundStuck: wiped.stuck, broken: found };
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function oneHouse(
  command: readonly string[],
  beside: string,
  times: number,
  name: string,
  between: (house: House, n: number) => Promise<void>,
): Promise<Ending> {
  await using opened = new AsyncDisposableStack();
  // nothing is killed, so no lease may run out: only then must both end alike
  const house = opened.use(await House.start({ command, timing: { leaseSeconds: 20, beatSeconds: 2 } }));
  const log = opened.use(new ClientLog(join(beside, `${name}.jsonl`)));
  opened.use(watchDrop(house.folder('drop'), log));
  await house.ready();
  for (let n = 0; n < times; n += 1) {
    const seed = 500 + n;
    const file = await dropNew(house, log, kinds[n % kinds.length]!, seed, beside);
    if (n % 3 === 0) await dropOne(house, log, file, `${canaryOf(seed)}-again.${file.ending}`);
    await wait(EVERY_MS);
    await between(house, n);
  }
  const scene = opened.use(await sceneOf(house, log, 20));
  const rest = await comeToRest(scene, 120);
  const [counted] = await scene.sql<{ stuck: number }>(
    `select coalesce((select value::int from ledger.counter where name = 'stuck'), 0) as stuck`,
  );
  const found = await brokenAtRest(scene, rest);
  return { states: await finalStates(scene), broken: found, stuck: counted!.stuck };
}
