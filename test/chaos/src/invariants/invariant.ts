import type { Scene } from '../scene.js';

/** One thing that is not as it must be. Ids, states and numbers only. */
export interface Fault {
  readonly id: string;
  readonly what: string;
}

export interface Invariant {
  readonly name: `X${number}`;
  /** What always holds, for a person. */
  readonly says: string;
  check(scene: Scene): Promise<readonly Fault[]>;
}
