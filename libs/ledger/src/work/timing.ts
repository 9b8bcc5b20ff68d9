/** Every duration and count of the handler contract, in one place. Seconds may be fractions; tests use small ones. */
export interface Timing {
  /** How long a claim is good without a beat, and how often the worker beats. */
  readonly leaseSeconds: number;
  readonly beatSeconds: number;
  /** Wait after the first, second, third … counted failure of a job at a level; the last one repeats. */
  readonly retryCurveSeconds: readonly number[];
  /** Share by which a wait is spread, so that failures of one cause do not come back in step. */
  readonly retryJitter: number;
  /** Longer waits leave the broker: `retry_at` and ack, and the sweeper drives again. */
  readonly nakLimitSeconds: number;
  readonly crashesPerLevel: number;
  readonly lossesPerLevel: number;
  /** Counted attempts of a level that names no cap of its own. */
  readonly attemptsPerLevel: number;
  /** Tries that end for one and the same reason of the site, where no lower level could help, until a person is asked. */
  readonly mostWaitsForTheSite: number;
  /** An attempt that runs longer is ended as hung, even while it beats. */
  readonly runDeadlineSeconds: number;
  /** No live worker of a level for so long, while the next level has one, and its work moves on. */
  readonly deadLevelSeconds: { readonly video: number; readonly report: number; readonly metadata: number };
  readonly workerHeartbeatSeconds: number;
  /** A worker not heard of for so long is gone. */
  readonly workerGoneSeconds: number;
  readonly sweepSeconds: number;
  readonly reconcileSeconds: number;
  /** An event published longer ago, to a level that has a live worker and nothing in work, did not arrive. */
  readonly deliveryDeadlineSeconds: number;
  readonly outboxPollSeconds: number;
  readonly sealSeconds: number;
  readonly upgradeSeconds: number;
  /** Wait before an item is upgraded again after a try that brought nothing better; doubles each time. */
  readonly upgradeRetrySeconds: number;
  /** Between looks for what killed workers left decrypted in scratch. */
  readonly collectScratchSeconds: number;
  readonly statementTimeoutSeconds: number;
  /** How long a verb goes on trying while Postgres is away. */
  readonly reconnectSeconds: number;
  readonly inboxKeepDays: number;
  readonly outboxKeepDays: number;
}

export const defaultTiming: Timing = {
  leaseSeconds: 60,
  beatSeconds: 20,
  retryCurveSeconds: [5, 30, 120],
  retryJitter: 0.2,
  nakLimitSeconds: 120,
  crashesPerLevel: 2,
  lossesPerLevel: 3,
  attemptsPerLevel: 3,
  // the waits grow to ten minutes: a day
  mostWaitsForTheSite: 150,
  runDeadlineSeconds: 4 * 3600,
  deadLevelSeconds: { video: 600, report: 300, metadata: 300 },
  workerHeartbeatSeconds: 10,
  workerGoneSeconds: 30,
  sweepSeconds: 15,
  reconcileSeconds: 60,
  deliveryDeadlineSeconds: 120,
  outboxPollSeconds: 0.5,
  sealSeconds: 1,
  upgradeSeconds: 60,
  upgradeRetrySeconds: 600,
  collectScratchSeconds: 240,
  statementTimeoutSeconds: 30,
  reconnectSeconds: 30,
  inboxKeepDays: 45,
  outboxKeepDays: 30,
};
