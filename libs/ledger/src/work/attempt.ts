import type {
  ArtifactHash,
  ArtifactId,
  AttemptId,
  BlobId,
  EventId,
  ItemId,
  JobId,
  LandingId,
  LevelName,
  MediaKind,
  ReasonCode,
  RunId,
  Stage,
} from '@endoveil/contracts';

/** The right to work on a job, until its lease ends or a higher fence exists. Every write of a worker carries it. */
export interface Attempt {
  readonly attemptId: AttemptId;
  readonly jobId: JobId;
  readonly itemId: ItemId;
  readonly runId: RunId;
  readonly stage: Stage;
  readonly step: number;
  readonly durable: string;
  readonly level: LevelName;
  readonly workerId: string;
  readonly fence: number;
  readonly leaseSeconds: number;
}

/** A stored, anonymized file. */
export interface ArtifactFile {
  readonly hash: ArtifactHash;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

export interface ArtifactFacts extends ArtifactFile {
  readonly artifactId: ArtifactId;
  /** The level that made it. */
  readonly level: LevelName;
  readonly degraded: ReasonCode | null;
  readonly companion: ArtifactFile | null;
}

/** A file in the sensitive zone with the wrapped key that opens it. */
export interface SensitiveFile {
  readonly blob: BlobId;
  readonly wrappedKey: Uint8Array;
}

/** What a worker has to know to do the job; nothing in it identifies a person. */
export interface JobFacts {
  readonly jobId: JobId;
  readonly itemId: ItemId;
  readonly runId: RunId;
  readonly landingId: LandingId;
  readonly stage: Stage;
  readonly step: number;
  /** Unknown until the job `identify` is done. */
  readonly kind: MediaKind | null;
  readonly center: string;
  readonly processor: string;
  readonly caseRef: string;
  readonly contentId: string;
  readonly source: SensitiveFile & { readonly sizeBytes: number };
  /** From the stage `extract` on. */
  readonly artifact: ArtifactFacts | null;
  readonly findings: SensitiveFile | null;
  /** Counted attempts of this job at this step so far, this one not included. */
  readonly failures: number;
  readonly correlationId: string;
  readonly trigger: { readonly subject: string; readonly payload: Readonly<Record<string, unknown>> };
}

export interface ClaimInput {
  readonly durable: string;
  readonly eventId: EventId;
  readonly jobId: JobId;
  readonly step: number;
  readonly level: LevelName;
  readonly workerId: string;
  /** Default: `Timing.leaseSeconds`. */
  readonly leaseSeconds?: number;
}

export type ClaimResult =
  | { readonly outcome: 'claimed'; readonly attempt: Attempt; readonly job: JobFacts }
  /** This step's effect is recorded: ack. */
  | { readonly outcome: 'already-done' }
  /** The job is unknown, finished, or at another step: ack. */
  | { readonly outcome: 'elsewhere' }
  /** Another worker holds a live lease, or the wait is not over: nak with this delay. */
  | { readonly outcome: 'busy'; readonly retryAfterMs: number }
  /** The level may not try again; the job moved on in this transaction: ack. */
  | { readonly outcome: 'escalated' };

/** `fenced-out`: somebody else owns the job now; nothing was written. Do not ack, do not nak. */
export type Settled<T = unknown> = ({ readonly outcome: 'committed' } & T) | { readonly outcome: 'fenced-out' };

/** What follows an attempt that did not finish its job. */
export type Next =
  /** nak the message with this delay. */
  | { readonly next: 'retry'; readonly retryAfterMs: number }
  /** The sweeper drives the job again: ack. */
  | { readonly next: 'wait' }
  /** The job moved to the next level, or its run came to an end: ack. */
  | { readonly next: 'moved-on' };
