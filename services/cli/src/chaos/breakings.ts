import type { Breaking, ChaosOptions } from './breaking.js';

/** The way of breaking things that was asked for. */
export function breakings(options: ChaosOptions): { load(): Promise<{ readonly default: Breaking }> } {
  if (options.matrix) return { load: () => import('./matrix.js') };
  if (options.wipes !== undefined) return { load: () => import('./wipes.js') };
  if (options.zombies !== undefined) return { load: () => import('./zombies.js') };
  if (options.powerCuts !== undefined) return { load: () => import('./power-cuts.js') };
  if (options.deadLevel !== undefined) return { load: () => import('./dead-level.js') };
  return { load: () => import('./seeds.js') };
}
