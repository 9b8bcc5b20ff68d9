import { setTimeout as wait } from 'node:timers/promises';
import { atRest } from '../invariants/at-rest.js';
import { type Broken, broken } from '../invariants/index.js';
import type { Fault } from '../invariants/invariant.js';
import type { Scene } from '../scene.js';

const LOOK_EVERY_MS = 500;
/** Nothing may begin again in between. */
const QUIET_LOOKS = 5;
const MOST_STILLS = 20;

export interface Rest {
  readonly seconds: number;
  /** What had not come to its end. */
  readonly stuck: readonly Fault[];
}

/**
 * Waits until nothing moves any more. Stuck is what stands still for `stillSeconds`, not what has a long queue before it;
 * and what goes round for ever, after `MOST_STILLS` times as long.
 */
export async function comeToRest(scene: Scene, stillSeconds: number): Promise<Rest> {
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  let [seen, seenAt] = ['', 0];
  for (let quiet = 0; ;) {
    const stuck = await atRest.check(scene);
    quiet = stuck.length === 0 ? quiet + 1 : 0;
    if (quiet === QUIET_LOOKS) return { seconds: seconds(), stuck: [] };
    const now = JSON.stringify(stuck);
    if (now !== seen) [seen, seenAt] = [now, seconds()];
    if (seconds() - seenAt > stillSeconds || seconds() > MOST_STILLS * stillSeconds)
      return { seconds: seconds(), stuck };
    await wait(LOOK_EVERY_MS);
  }
}

/** What does not hold, and what did not come to its end. */
export async function brokenAtRest(scene: Scene, { stuck }: Pick<Rest, 'stuck'>): Promise<readonly Broken[]> {
  return [...(await broken(scene)), ...stuck.map((fault) => ({ invariant: 'X9' as const, ...fault }))];
}
