import type { RecordMetrics } from '@endoveil/ledger';

/** What is one number for the whole house. */
export const houseMetrics: readonly {
  readonly name: string;
  readonly help: string;
  readonly of: (record: RecordMetrics) => number;
}[] = [
  {
    name: 'endoveil_outbox_lag_seconds',
    help: 'Age of the oldest event that is not published yet; 0 when none waits.',
    of: ({ outbox }) => Math.max(0, outbox.seconds),
  },
  {
    name: 'endoveil_outbox_waiting',
    help: 'Events that are not published yet.',
    of: ({ outbox }) => outbox.waiting,
  },
  {
    name: 'endoveil_outbox_refused',
    help: 'Events that the stream refuses as they are. They hold up nothing and are tried again at most hourly.',
    of: ({ outbox }) => outbox.refused,
  },
  {
    name: 'endoveil_overdue_jobs',
    help: 'Open jobs older than two of the longest runs.',
    of: ({ overdueJobs }) => overdueJobs,
  },
  {
    name: 'endoveil_audit_unsealed',
    help: 'Entries of the history that are not sealed yet.',
    of: ({ unsealedEntries }) => unsealedEntries,
  },
  {
    name: 'endoveil_oldest_unsealed_seconds',
    help: 'Age of the oldest entry of the history that is not sealed; 0 when all are.',
    of: ({ oldestUnsealedSeconds }) => oldestUnsealedSeconds,
  },
];
