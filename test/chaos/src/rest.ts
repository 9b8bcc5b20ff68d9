import { setTimeout as wait } from 'node:timers/promises';
import { atRest } from './invariants/at-rest.js';
import type { Fault } from './invariants/invariant.js';
import type { Scene } from './scene.js';

const LOOK_EVERY_MS = 500;
/** Nothing may begin again in between. */
const QUIET_LOOKS = 5;

export interface Rest {
  readonly seconds: number;
  /** What still had not come to its end when the time was over. */
  readonly stuck: readonly Fault[];
}

/** Waits until nothing moves any more. */
export async function comeToRest(scene: Scene, withinSeconds: number): Promise<Rest> {
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  for (let quiet = 0; ;) {
    const stuck = await atRest.check(scene);
    quiet = stuck.length === 0 ? quiet + 1 : 0;
    if (quiet === QUIET_LOOKS) return { seconds: seconds(), stuck: [] };
    if (seconds() > withinSeconds) return { seconds: seconds(), stuck };
    await wait(LOOK_EVERY_MS);
  }
}
