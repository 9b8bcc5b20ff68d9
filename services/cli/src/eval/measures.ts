import type { WantedPath } from './given-path.js';
import type { Measure } from './measure.js';

/** What `endoveil eval` can measure. A new measure is a new file here and a line in this table. */
export const measures: Readonly<Record<string, Measure>> = {
  letters: {
    options: [
      ['--level <level>', 'which level; each measure has its own'],
      ['--invented <count>', 'letters: make so many letters instead of reading a file'],
      ['--half <half>', 'letters: which half of the invented sentences, dev (default) or held-out'],
      ['--seed <number>', 'seed of everything invented; default: 1'],
      ['--show-misses', 'print what was missed and what was removed without need: identifying values'],
    ],
    load: () => import('./letters.js'),
  },
  video: videoMeasure('video', { is: 'folder', holding: 'manifest.json', unless: 'generate' }),
  container: videoMeasure('container', { is: 'folder' }),
  awkward: videoMeasure('awkward'),
  long: videoMeasure('long'),
  patients: videoMeasure('patients'),
  untouched: videoMeasure('untouched', { is: 'file' }),
  pdf: reportMeasure('pdf', { is: 'folder', holding: 'manifest.json' }),
  reports: reportMeasure('reports'),
  hostile: reportMeasure('hostile'),
};

function reportMeasure(set: 'pdf' | 'reports' | 'hostile', wants?: WantedPath): Measure {
  return {
    ...(wants ? { wants } : {}),
    options: [
      ['--level <level>', 'which level; each measure has its own'],
      ['--generate <count>', 'video, reports: how many to make first'],
      ['--seed <number>', 'seed of everything invented; default: 1'],
    ],
    load: async () => {
      const { measureSet } = await import('./report-sets.js');
      return { default: async (invocation) => await measureSet(set, invocation) };
    },
  };
}

function videoMeasure(
  set: 'video' | 'container' | 'awkward' | 'long' | 'patients' | 'untouched',
  wants?: WantedPath,
): Measure {
  return {
    ...(wants ? { wants } : {}),
    options: [
      ['--level <level>', 'which level; each measure has its own'],
      ['--only <name>', 'video, awkward: only those whose name holds this'],
      ['--generate <count>', 'video, reports: how many to make first'],
      ['--seed <number>', 'seed of everything invented; default: 1'],
      ['--minutes <number>', 'long: how long the exam is; default: 30'],
      ['--pairs <number>', 'patients: how many pairs; default: 3'],
      ['--no-baseline', 'video: without the old systems’ method beside ours'],
    ],
    load: async () => {
      const { measureVideos } = await import('./video-sets.js');
      return { default: async (invocation) => await measureVideos(set, invocation) };
    },
  };
}
