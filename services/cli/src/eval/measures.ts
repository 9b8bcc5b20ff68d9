import type { Ended, Invocation } from '../command.js';

/** Every option of every measure; each reads its own. */
export type EvalOptions = Readonly<Record<string, string | boolean | undefined>>;

export interface Measure {
  /** Flags as commander writes them, and what they do. */
  readonly options: readonly (readonly [flags: string, does: string])[];
  load(): Promise<{ readonly default: (invocation: Invocation<EvalOptions>) => Promise<Ended> }>;
}

/** What `endoveil eval` can measure. A new measure is a new file here and a line in this table. */
export const measures: Readonly<Record<string, Measure>> = {
  video: videoMeasure('video', [
    ['--only <name>', 'video, awkward: only what has this in its name'],
    ['--generate <count>', 'how many to invent first'],
    ['--seed <number>', 'seed of everything invented; default: 1'],
    ['--no-baseline', 'video: without the old systems’ method beside ours'],
  ]),
  container: videoMeasure('container', []),
  awkward: videoMeasure('awkward', []),
  long: videoMeasure('long', [['--minutes <count>', 'long: how long the exam is; default: 30']]),
  patients: videoMeasure('patients', [['--pairs <count>', 'patients: how many pairs; default: 3']]),
};

function videoMeasure(set: 'video' | 'container' | 'awkward' | 'long' | 'patients', own: Measure['options']): Measure {
  return {
    options: [['--level <level>', 'only this level'], ...own],
    load: async () => {
      const { measureVideos } = await import('./videos.js');
      return { default: async (invocation) => await measureVideos(set, invocation) };
    },
  };
}
