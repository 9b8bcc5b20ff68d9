import type { Scene } from '../scene.js';
import { auditWhole } from './audit-whole.js';
import type { Fault, Invariant } from './invariant.js';
import { kept } from './kept.js';
import { noCanary } from './no-canary.js';
import { once } from './once.js';
import { onlyApproved } from './only-approved.js';
import { onlyForward } from './only-forward.js';
import { publishedOnce } from './published-once.js';
import { scratchGone } from './scratch-gone.js';
import { sourceKept } from './source-kept.js';

/** X1 to X10 of the handler contract, without X9: whether a house came to rest shows only while it runs. */
export const invariants: readonly Invariant[] = [
  kept,
  once,
  publishedOnce,
  onlyApproved,
  noCanary,
  onlyForward,
  auditWhole,
  scratchGone,
  sourceKept,
];

export interface Broken extends Fault {
  readonly invariant: Invariant['name'];
}

/** Everything that does not hold. */
export async function broken(scene: Scene): Promise<readonly Broken[]> {
  const found: Broken[] = [];
  for (const { name, check } of invariants)
    for (const fault of await check(scene)) found.push({ invariant: name, ...fault });
  return found;
}
