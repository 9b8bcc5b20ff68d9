import type { PublicationClaim, PublicationEnding } from '@endoveil/ledger';
import { Histogram } from 'prom-client';

const attemptSeconds = new Histogram({
  name: 'endoveil_publication_attempt_seconds',
  help: 'Seconds from claim to settlement of an attempt at a destination, by what was to be done and how it ended.',
  labelNames: ['destination', 'task', 'outcome'],
  buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 180, 600, 1800, 7200],
});

/** Notes how long an attempt took. `superseded`: somebody else had the publication before it ended. */
export function observeAttempt(claim: PublicationClaim, outcome: PublicationEnding['as'] | 'superseded', ms: number) {
  const { destination, task } = claim;
  attemptSeconds.observe({ destination, task, outcome }, ms / 1000);
}
