import type { RecordMetrics } from '@endoveil/ledger';

type DestinationNow = RecordMetrics['destinations'][number];

/** What every destination has not taken yet, and since when. */
export const destinationMetrics: readonly {
  readonly name: string;
  readonly help: string;
  readonly of: (destination: DestinationNow) => number;
}[] = [
  {
    name: 'endoveil_oldest_publication_seconds',
    help: 'Seconds since the oldest publication that has not ended could go, or was to be taken back; 0 when there is none. What waits for an approval does not count.',
    of: ({ oldestSeconds }) => oldestSeconds,
  },
  {
    name: 'endoveil_unconfirmed_publication_seconds',
    help: 'Seconds for which nobody knows of a publication whether it arrived; 0 when there is none.',
    of: ({ unconfirmedSeconds }) => unconfirmedSeconds,
  },
  {
    name: 'endoveil_destination_served',
    help: 'Whether a publisher said lately that it serves this destination.',
    of: ({ isServed }) => (isServed ? 1 : 0),
  },
];
