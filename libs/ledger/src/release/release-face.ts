import type {
  ArtifactHash,
  ArtifactId,
  Certificate,
  DecisionId,
  DecisionKind,
  DestinationName,
  ItemId,
  ItemState,
  LevelName,
  MediaKind,
  PublicationFault,
  PublicationId,
  PublicationState,
  ReasonCode,
  RunId,
} from '@endoveil/contracts';

/** A decision is on what was seen: the bytes and the version of the item. */
export interface Deciding {
  readonly itemId: ItemId;
  /** Null where the item has no result. */
  readonly artifactHash: ArtifactHash | null;
  /** `version` of the item as it was seen. */
  readonly version: number;
  /** The account that decides. */
  readonly actor: string;
  /** In a person's own words; sealed before it reaches Postgres. */
  readonly reason: string;
  /** Repeating a decision under the same id changes nothing. Default: a new one. */
  readonly decisionId?: DecisionId;
}

export type Decided =
  | {
      readonly outcome: 'decided';
      readonly decisionId: DecisionId;
      readonly state: ItemState;
      readonly version: number;
      /** False after the first of two approvals. */
      readonly approved: boolean;
      /** What is at a destination, or may be: withdrawing it is a word of its own. */
      readonly out: readonly PublicationId[];
    }
  | { readonly outcome: 'refused'; readonly code: ReasonCode }
  | { readonly outcome: 'not-found' };

export interface DecisionRecord {
  readonly decisionId: DecisionId;
  readonly itemId: ItemId;
  readonly runId: RunId;
  readonly artifactHash: ArtifactHash | null;
  readonly kind: DecisionKind;
  /** `system`: something changed, and the approval with it. `policy`: released without a person. */
  readonly actor: string;
  /** Only when asked for. */
  readonly reason?: string;
  readonly at: Date;
}

export interface Planning {
  readonly itemId: ItemId;
  readonly destination: DestinationName;
  readonly actor: string;
}

/** `again`: it was planned before; nothing was written. */
export type Planned =
  | {
      readonly outcome: 'planned' | 'again';
      readonly publicationId: PublicationId;
      readonly publicId: string;
      readonly state: PublicationState;
    }
  | { readonly outcome: 'refused'; readonly code: ReasonCode }
  | { readonly outcome: 'not-found' };

/** A person's word on one publication: withdraw it, or send it again. */
export interface PublicationWord {
  readonly publicationId: PublicationId;
  /** Of another item it is not found. */
  readonly itemId?: ItemId;
  readonly actor: string;
}

export type PublicationAnswer =
  | { readonly outcome: 'done' | 'asked'; readonly state: PublicationState }
  | { readonly outcome: 'refused'; readonly code: ReasonCode }
  | { readonly outcome: 'not-found' };

export interface PublicationClaimInput {
  readonly destination: DestinationName;
  readonly workerId: string;
  /** Publications of this destination in work at once, over all publishers. */
  readonly parallel: number;
  /** Starts a minute, over all publishers; default: as many as there are. */
  readonly perMinute?: number;
}

/** Why nothing is done at a destination now. Null: a publisher that runs serves it. */
export type Unserved = 'destination-not-served' | 'publisher-away' | null;

export interface PublisherHeartbeat {
  readonly workerId: string;
  readonly destinations: readonly DestinationName[];
}

export interface DestinationStatus {
  readonly name: DestinationName;
  readonly unserved: Unserved;
  /** When a publisher last said that it serves it; null: not since this is written down. */
  readonly servedAt: Date | null;
  /** It could not, and is left alone until then, because of this fault. */
  readonly pausedUntil: Date | null;
  readonly fault: PublicationFault | null;
}

/** One publication in one pair of hands, and all that goes out with it. */
export interface PublicationClaim {
  readonly publicationId: PublicationId;
  readonly publicId: string;
  readonly destination: DestinationName;
  /** `ask`: it may be there already, so nothing is sent before the destination has said. */
  readonly task: 'upload' | 'ask' | 'withdraw';
  /** An earlier try came so far that it may have made it visible, or may still be about to. */
  readonly mayShow: boolean;
  readonly fence: number;
  readonly leaseSeconds: number;
  readonly itemId: ItemId;
  readonly kind: MediaKind;
  readonly level: LevelName;
  readonly artifact: {
    readonly artifactId: ArtifactId;
    readonly hash: ArtifactHash;
    readonly mediaType: string;
    readonly sizeBytes: number;
  };
  readonly certificate: Certificate;
}

export type PublicationEnding =
  /** Read back: every digest agrees. */
  | { readonly as: 'published'; readonly digest: string }
  | { readonly as: 'withdrawn' }
  /** Asked, and it is not there. */
  | { readonly as: 'absent' }
  | {
      readonly as: 'failed';
      readonly fault: PublicationFault;
      /** A short code of the protocol or system, e.g. `ECONNRESET`. Never a text. */
      readonly cause?: string;
      /** False when the destination could not be reached at all: it pauses, and nothing is counted. */
      readonly reached?: boolean;
      /** The destination kept more of it than before: the next attempt goes on there, and nothing is counted. */
      readonly progressed?: boolean;
      readonly retryAfterSeconds?: number;
    }
  /** This process stops. */
  | { readonly as: 'preempted' };

/** `not-released`: the approval or the certificate is gone. Take back what was made visible and settle `withdrawn`. */
export type PublicationSettled =
  | { readonly outcome: 'settled'; readonly state: PublicationState }
  | { readonly outcome: 'not-released' }
  | { readonly outcome: 'fenced-out' };

export interface PublicationFilter {
  readonly publicationId?: PublicationId;
  readonly itemId?: ItemId;
  readonly destination?: DestinationName;
  readonly state?: PublicationState;
  readonly centers?: readonly string[];
  /** The last one of the page before; newest first. */
  readonly after?: PublicationId;
  /** 1 to 500, default 50. */
  readonly limit?: number;
}

export interface PublicationRecord {
  readonly publicationId: PublicationId;
  readonly publicId: string;
  readonly itemId: ItemId;
  readonly artifactHash: ArtifactHash;
  readonly destination: DestinationName;
  readonly state: PublicationState;
  readonly fault: PublicationFault | null;
  readonly failures: number;
  readonly withdrawAsked: boolean;
  readonly dueAt: Date;
  readonly plannedBy: string;
  readonly plannedAt: Date;
  readonly changedAt: Date;
  readonly publishedAt: Date | null;
  readonly attempts: number;
  /** Why nobody works on it, though it could go or is to be taken back. */
  readonly unserved: Unserved;
}

export interface PublicationAttemptRecord {
  readonly fence: number;
  readonly task: 'upload' | 'ask' | 'withdraw';
  readonly workerId: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly ending: string | null;
  readonly fault: PublicationFault | null;
  readonly cause: string | null;
  /** SHA-256 of what was read back at the destination. */
  readonly digest: string | null;
}

/** Decisions and publications: the part of the ledger that lets something out. */
export interface Releases {
  approve(deciding: Deciding): Promise<Decided>;
  reject(deciding: Deciding): Promise<Decided>;
  /** Back to a person: nothing more goes out until somebody approves. */
  putOnHold(deciding: Deciding): Promise<Decided>;
  /** Takes a live approval away. */
  revoke(deciding: Deciding): Promise<Decided>;
  /** Approves what the policy releases without a person, where nobody has decided yet. Answers how many. */
  releaseByPolicy(): Promise<number>;
  listDecisions(itemId: ItemId, options?: { readonly values?: boolean }): Promise<readonly DecisionRecord[]>;

  /** Waits as PLANNED where the bytes are certified and not yet approved. */
  planPublication(planning: Planning): Promise<Planned>;
  /** Plans everything approved, of these centers or of all, that is not planned for this destination. Answers how many. */
  planApproved(destination: DestinationName, actor: string, centers?: readonly string[]): Promise<number>;
  /** A publisher runs and serves these: said over and over. */
  publisherHeartbeat(heartbeat: PublisherHeartbeat): Promise<void>;
  /** Every destination that a publisher has ever served, or the one of this name. */
  listDestinations(name?: DestinationName): Promise<readonly DestinationStatus[]>;
  /** The next thing to do at a destination. Check and claim are one statement. */
  claimPublication(
    input: PublicationClaimInput,
  ): Promise<PublicationClaim | { readonly task: 'none'; readonly retryAfterMs: number }>;
  beatPublication(claim: PublicationClaim): Promise<'alive' | 'fenced-out'>;
  /** UPLOADING to VERIFYING: asks once more whether it may go out, before anything becomes visible. */
  beginFinal(claim: PublicationClaim): Promise<PublicationSettled>;
  settlePublication(claim: PublicationClaim, ending: PublicationEnding): Promise<PublicationSettled>;
  withdraw(word: PublicationWord): Promise<PublicationAnswer>;
  /** Takes back whatever is out and has failed a verification since. Answers how many. */
  withdrawFailed(): Promise<number>;
  /** The one override: what failed for good, was withdrawn or is there already goes again, once, and the audit says who. */
  publishAgain(word: PublicationWord): Promise<PublicationAnswer>;
  listPublications(filter?: PublicationFilter): Promise<readonly PublicationRecord[]>;
  listPublicationAttempts(publicationId: PublicationId): Promise<readonly PublicationAttemptRecord[]>;
}
