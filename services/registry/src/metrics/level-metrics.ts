import type { RecordMetrics } from '@endoveil/ledger';

type LevelNow = RecordMetrics['levels'][number];

/** What every level has to do now and who is there to do it. */
export const levelMetrics: readonly {
  readonly name: string;
  readonly help: string;
  readonly of: (level: LevelNow) => number;
}[] = [
  { name: 'endoveil_jobs_waiting', help: 'Jobs that wait for a level.', of: ({ waiting }) => waiting },
  { name: 'endoveil_jobs_running', help: 'Jobs in work at a level.', of: ({ running }) => running },
  {
    name: 'endoveil_level_workers',
    help: 'Workers of a level that were heard of lately.',
    of: ({ liveWorkers }) => liveWorkers,
  },
  {
    name: 'endoveil_level_capable_workers',
    help: 'Workers of a level that have everything it needs, a language model for example.',
    of: ({ capableWorkers }) => capableWorkers,
  },
];
