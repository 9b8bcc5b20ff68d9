import type { Measure } from './measure.js';

/** What `endoveil bench` can time. */
export const benches: Readonly<Record<string, Measure>> = {
  video: {
    options: [
      ['--seconds <number>', 'video: length of the exam; default: 60'],
      ['--minutes <number>', 'video: length of the exam that growth is measured on; default: 0, which leaves it out'],
      ['--runs <number>', 'video: how often each is measured; default: 1'],
      ['--only <name>', 'video: only what is called so, in part: verification, roi-masking, 12 of 12'],
    ],
    load: async () => ({ default: (await import('./video-sets.js')).timeVideo }),
  },
  report: {
    options: [
      ['--generate <count>', 'report: scanned pages to read; default: 16'],
      ['--longest <pages>', 'report: pages of the longest report, for growth; default: 200'],
      ['--seed <number>', 'report: seed of everything invented; default: 1'],
    ],
    load: async () => ({ default: (await import('./report-sets.js')).benchReports }),
  },
  spine: {
    options: [
      ['--clips <number>', 'spine: clips of one second that end held; default: 1000'],
      ['--exams <number>', 'spine: videos, and as many reports, that end verified; default: 20'],
      ['--small <number>', 'spine: small files that are neither; default: 0'],
      ['--timeout <seconds>', 'spine: give up after so long; default: 7200'],
    ],
    load: async () => ({ default: (await import('./spine-bench.js')).benchSpine }),
  },
  api: {
    options: [
      ['--items <number>', 'api: items in the record; default: 1000000'],
      ['--requests <number>', 'api: how often status is asked; default: 2000'],
      ['--record <folder>', 'api: keep the record there and use it again; default: made anew and removed'],
      ['--fill-only', 'api: make the record and measure nothing'],
    ],
    load: async () => ({ default: (await import('./api-bench.js')).benchApi }),
  },
  scaling: {
    options: [
      ['--replicas <list>', 'scaling: how many replicas of the level, one after the other; default: 1,2,4'],
      ['--share <cores>', 'scaling: part of a core that each replica gets; default: 0.2'],
      ['--files <number>', 'scaling: files for each replica; default: 8; rolling: files in all; default: 24'],
    ],
    load: async () => ({ default: (await import('./scaling/scaling.js')).benchScaling }),
  },
  rolling: {
    options: [],
    load: async () => ({ default: (await import('./scaling/rolling.js')).benchRolling }),
  },
};
