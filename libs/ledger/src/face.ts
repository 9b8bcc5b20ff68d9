import type {
  ArtifactId,
  BlobId,
  Certificate,
  DestinationName,
  FieldFinding,
  FieldName,
  FieldSource,
  EventId,
  ItemId,
  ItemState,
  JobId,
  KnownValue,
  LandingId,
  LevelName,
  MediaKind,
  AttemptEnding,
  ReasonCode,
  RunId,
  Stage,
  Verdict,
} from '@endoveil/contracts';
import type { ArtifactFacts, ArtifactFile, SensitiveFile } from './work/attempt.js';

/** Bytes that are durable in the sensitive zone. The three names are sealed before they reach Postgres. */
export interface Landing {
  /** Becomes the item's id if the content is new. */
  readonly landingId: LandingId;
  readonly blob: BlobId;
  readonly wrappedKey: Uint8Array;
  /** Keyed HMAC of the SHA-256 of the source bytes, lower-case hex. */
  readonly contentId: string;
  readonly center: string;
  /** The device that recorded it, or `unknown`. */
  readonly processor: string;
  /** Keyed HMAC of the case within its center. */
  readonly caseRef: string;
  readonly names: { readonly fileName: string; readonly sourcePath: string; readonly caseName: string };
  readonly sizeBytes: number;
  /** Default: a new random one. */
  readonly correlationId?: string;
}

/** `again`: this landing id was recorded before; nothing was written. */
export interface Landed {
  readonly outcome: 'landed' | 'again';
  readonly itemId: ItemId;
  readonly jobId: JobId;
}

export type Identified =
  | { readonly outcome: 'accepted'; readonly kind: MediaKind; readonly processor?: string }
  | { readonly outcome: 'quarantined'; readonly reason: ReasonCode };

/** What became of the landing: an accepted content may turn out to be a duplicate in the commit itself. */
export interface IdentifyResult {
  readonly as: 'accepted' | 'duplicate' | 'quarantined';
  /** The item the content belongs to now; for a duplicate the older one. */
  readonly itemId: ItemId;
  /** The duplicate's own bytes; no row names them any more, delete them now. */
  readonly discard?: BlobId;
}

export interface AnonymizedResult {
  readonly artifactId: ArtifactId;
  readonly artifact: ArtifactFile;
  readonly companion?: ArtifactFile;
  readonly findings: SensitiveFile;
  readonly degraded?: ReasonCode;
}

export interface ExtractedResult {
  readonly fields: readonly FieldFinding[];
  /** Searched for beside the values of all fields that can point at a person. */
  readonly knownValues?: readonly KnownValue[];
}

export interface VerifiedResult {
  readonly certificate: Certificate;
}

export interface LevelRegistration {
  readonly durable: string;
  readonly service: string;
  readonly stage: Stage;
  readonly level: LevelName;
  /** Subjects of the events that drive it. */
  readonly listens: readonly string[];
  /** Subject of the event by which it hands down; null for the last level of a ladder. */
  readonly declines: string | null;
  /** Counted attempts; default `Timing.attemptsPerLevel`. */
  readonly attempts?: number;
  /** Default by stage and kind from `Timing.deadLevelSeconds`. */
  readonly deadAfterSeconds?: number;
  readonly runDeadlineSeconds?: number;
}

export interface WorkerHeartbeat {
  readonly workerId: string;
  readonly service: string;
  readonly durable: string;
  readonly level: LevelName;
  /** False while something the level needs is missing: it will decline, so nothing is sent back to it. */
  readonly capable: boolean;
}

/** A message nobody can work on. Of its body only size and SHA-256 are kept: garbage may hold anything. */
export interface DeadLetter {
  readonly durable: string;
  readonly subject: string;
  readonly cause: 'garbage' | 'unknown-version' | 'max-deliveries' | 'refused';
  readonly eventId?: string;
  readonly streamSequence?: number;
  readonly body?: Uint8Array;
}

export interface EscalateInput {
  readonly jobId: JobId;
  readonly step: number;
  readonly reason: ReasonCode;
}

/** `already`: not at this step any more. `busy`: a worker holds a live lease. */
export type EscalateResult = { readonly outcome: 'escalated' | 'already' | 'busy' };

export interface OutboxMessage {
  readonly eventId: EventId;
  readonly subject: string;
  readonly version: number;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly correlationId: string;
  /** W3C trace context, where one was active. */
  readonly traceparent: string | null;
  readonly createdAt: Date;
}

export interface SweepResult {
  readonly lost: number;
  readonly hung: number;
  readonly redriven: number;
  readonly escalated: number;
}

export interface ReconcileResult {
  /** Jobs that had nothing to drive them. Target 0; also added to the persistent count in `counts()`. */
  readonly stuck: number;
}

export interface AuditReport {
  readonly whole: boolean;
  readonly entries: number;
  readonly sealed: number;
  /** Ids and positions only. */
  readonly faults: readonly {
    readonly fault: 'gap' | 'altered' | 'unsealed' | 'signature' | 'missing' | 'chain';
    readonly itemId?: string;
    readonly number?: number;
    readonly position?: number;
  }[];
}

export interface ListFilter {
  readonly state?: ItemState;
  readonly kind?: MediaKind;
  readonly level?: LevelName;
  readonly center?: string;
  /** Items of these centers only, whatever else is asked for. */
  readonly centers?: readonly string[];
  /** Keyed HMAC of the case, as items show it. */
  readonly caseRef?: string;
  /** Items that have gone, or shall go, there. */
  readonly destination?: DestinationName;
  /** The `itemId` of the last item of the page before; items come newest first. */
  readonly after?: ItemId;
  /** 1 to 500, default 50. */
  readonly limit?: number;
}

export interface ItemSummary {
  readonly itemId: ItemId;
  readonly kind: MediaKind | null;
  readonly state: ItemState;
  readonly center: string;
  readonly processor: string;
  readonly caseRef: string;
  readonly sizeBytes: number;
  readonly landedAt: Date;
  readonly changedAt: Date;
  readonly stage: Stage;
  /** The level that made the result, or that has the job now. */
  readonly level: LevelName | null;
  readonly metadataLevel: LevelName | null;
  readonly verdict: Verdict | null;
  /** Why it stands where it stands (held, quarantined, in review, lower level). */
  readonly reason: ReasonCode | null;
  readonly degraded: ReasonCode | null;
  readonly artifactHash: string | null;
  readonly sightings: number;
  readonly correlationId: string;
  /** Grows with everything that happens to it, looking at it left out; a decision names the one it saw. */
  readonly version: number;
  /** The bytes of a live approval. */
  readonly approvedHash: string | null;
}

export interface AttemptRecord {
  readonly attemptId: string;
  readonly step: number;
  readonly level: LevelName;
  readonly fence: number;
  readonly workerId: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly ending: AttemptEnding | null;
  readonly reason: ReasonCode | null;
}

export interface JobRecord {
  readonly jobId: JobId;
  readonly stage: Stage;
  readonly step: number;
  readonly state: 'requested' | 'running' | 'done';
  readonly level: LevelName | null;
  readonly leaseUntil: Date | null;
  readonly retryAt: Date | null;
  readonly attempts: readonly AttemptRecord[];
  /** Every step down of this job: who could not, and why. */
  readonly escalations: readonly {
    readonly step: number;
    readonly from: LevelName;
    readonly to: LevelName | null;
    readonly reason: ReasonCode;
    readonly at: Date;
  }[];
}

export interface RunRecord {
  readonly runId: RunId;
  readonly number: number;
  readonly cause: 'landing' | 'retry' | 'upgrade' | 'correction';
  readonly state: ItemState;
  readonly reason: ReasonCode | null;
  readonly current: boolean;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly jobs: readonly JobRecord[];
  readonly artifacts: readonly (ArtifactFacts & { readonly madeAt: Date })[];
  readonly certificates: readonly {
    readonly artifactId: ArtifactId;
    readonly verdict: Verdict;
    readonly certificate: Certificate;
    readonly issuedAt: Date;
  }[];
}

export interface MetadataField {
  readonly name: FieldName;
  readonly source: FieldSource;
  readonly confidence: number;
  readonly level: LevelName;
  /** Only when asked for. */
  readonly value?: string;
}

export interface ItemDetail extends ItemSummary {
  /** Only when asked for. */
  readonly names?: { readonly fileName: string; readonly sourcePath: string; readonly caseName: string };
  readonly runs: readonly RunRecord[];
  /** Of one name the strongest source first: a person's value before all that machines found. */
  readonly fields: readonly MetadataField[];
  readonly sightingList: readonly {
    readonly landingId: string;
    readonly caseRef: string;
    readonly secondCase: boolean;
    readonly at: Date;
    readonly names?: { readonly fileName: string; readonly sourcePath: string };
  }[];
  readonly history: readonly {
    readonly number: number;
    readonly at: Date;
    readonly actor: string;
    readonly action: string;
    readonly detail: Readonly<Record<string, unknown>>;
  }[];
  /** A better result that waits for a person, for items already approved or published. */
  readonly proposedRunId: RunId | null;
}

export interface Counts {
  readonly items: readonly {
    readonly kind: MediaKind | null;
    readonly state: ItemState;
    readonly level: LevelName | null;
    readonly count: number;
  }[];
  readonly oldestWaiting: readonly { readonly level: LevelName; readonly seconds: number; readonly waiting: number }[];
  readonly fallbacks: readonly {
    readonly from: LevelName;
    readonly to: LevelName | null;
    readonly reason: ReasonCode;
    readonly count: number;
  }[];
  readonly verdicts: readonly { readonly kind: MediaKind; readonly verdict: Verdict; readonly count: number }[];
  readonly outboxLagSeconds: number;
  /** Events that were refused for good and are tried again now and then. */
  readonly outboxRefused: number;
  readonly stuckTotal: number;
}

/** What became of the events of one round. */
export interface Taken {
  readonly published: number;
  /** Not now; they are tried again behind those that were not tried. */
  readonly failed: number;
  /** The ids of those that were put aside: as they are, they are not taken. */
  readonly refused: readonly string[];
}

export interface LevelStatus {
  readonly durable: string;
  readonly service: string;
  readonly stage: Stage;
  readonly level: LevelName;
  readonly liveWorkers: number;
  readonly capableWorkers: number;
  readonly waiting: number;
  readonly running: number;
}

/** What a person's word on a field may do. */
export interface FieldConsent {
  /** Consent to replace what another person entered. */
  readonly replace?: boolean;
  /** `version` of the item as it was seen; default: whatever it is now. */
  readonly version?: number;
}

export interface PersonsValue extends FieldConsent {
  readonly name: FieldName;
  /** As in `FieldFinding`: dates ISO 8601, times `HH:MM:SS`. */
  readonly value: string;
}

/**
 * `occupied`: a person entered another value, nothing was changed. `changed`: the item is not as it was seen. `final`: it has been decided on. `verifiedAgain`:
 * the value was not among those that were searched for, so the result is verified once more.
 */
export type FieldResult =
  | { readonly outcome: 'set'; readonly verifiedAgain?: boolean }
  | { readonly outcome: 'unchanged' | 'occupied' | 'changed' | 'not-found' | 'final' };

export type RetryResult =
  | { readonly outcome: 'retried'; readonly runId: RunId }
  | { readonly outcome: 'in-progress' | 'not-found' | 'final' };
