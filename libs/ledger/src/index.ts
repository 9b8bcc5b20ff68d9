/** The state of record: items, runs, jobs, attempts, fences, outbox, audit. */
export type * from './answered.js';
export type * from './attempt.js';
export type * from './correct-item.js';
export type * from './disclose.js';
export type * from './face.js';
export type { Ledger, LedgerOptions } from './ledger.js';
export type { Cipher, Signer } from './ports.js';
export type * from './record-events.js';
export type { QueueEntry, QueueOptions, Rank } from './review-queue.js';
export type { ArtifactStanding } from './artifact-of.js';
export type * from './release-face.js';
export type * from './upload.js';
export { type RecordMetrics, type Tally, tallyLabels, type TallyName } from './record-metrics.js';
export { migrateLedger, openLedger } from './postgres-ledger.js';
export { defaultTiming, type Timing } from './timing.js';
export { grantRoles, roleOf, type ServiceName, serviceNames } from './roles.js';
