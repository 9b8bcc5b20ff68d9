import type {
  CertificateBody,
  Correction,
  FieldFinding,
  Findings,
  KnownValue,
  LevelName,
  MediaKind,
  ReasonCode,
} from '@endoveil/contracts';

/** How far the work is. Sent at every real step forward; silence longer than the level's limit ends the attempt. */
export interface Progress {
  /** Units done so far: frames, pages, tokens. */
  readonly done: number;
  /** Units in all, where known. */
  readonly total?: number;
}

/** What every level's work is given. It needs no ledger and no broker, so `endoveil run` uses it as it is. */
export interface Task {
  readonly kind: MediaKind;
  /** The decrypted source, in scratch, under a name that says nothing. Read it; never write beside it. */
  readonly sourcePath: string;
  /** An empty folder of this attempt alone. It is wiped afterwards, whatever happens. */
  readonly scratchDir: string;
  /** Where it comes from; a site may have something particular for it. */
  readonly center?: string;
  /** Everything known of this case, and of no other. */
  readonly knownValues: readonly KnownValue[];
  /** What persons asked to have covered beside what the level finds. */
  readonly corrections?: readonly Correction[];
  /** Aborted when the lease is lost, the work hangs or the process stops: end every child at once. */
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** A file in scratch that is to become an artifact. */
export interface ProducedFile {
  readonly path: string;
  readonly mediaType: 'video/mp4' | 'application/pdf' | 'text/plain';
}

export interface Anonymized {
  readonly outcome: 'anonymized';
  readonly artifact: ProducedFile;
  /** The anonymized text of a report, beside its pages. */
  readonly companion?: ProducedFile;
  readonly findings: Findings;
  /** A file in scratch with `EvidenceCrop[]` as JSON, for review. It never becomes an artifact. */
  readonly evidencePath?: string;
  /** The result is safe but worse than the source (frames lost, segments black): a person looks at it. */
  readonly degraded?: ReasonCode;
}

export interface Declined {
  readonly outcome: 'declined';
  readonly reason: ReasonCode;
}

/** What the last level says: nobody could make it safe. */
export interface Held {
  readonly outcome: 'held';
  readonly reason: ReasonCode;
}

/** The work of one anonymizing level: a plain class. Throws the errors of `@endoveil/contracts`. */
export interface AnonymizeWork {
  run(task: Task): Promise<Anonymized | Declined>;
}

export interface ExtractTask {
  readonly kind: MediaKind;
  readonly findings: Findings;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

export interface Extracted {
  readonly outcome: 'extracted';
  readonly fields: readonly FieldFinding[];
}

/** The work of one metadata level. */
export interface ExtractWork {
  run(task: ExtractTask): Promise<Extracted | Declined>;
}

export interface VerifyTask extends Task {
  /** The artifact as it would be released, in scratch. `sourcePath` serves parity only. */
  readonly artifactPath: string;
  readonly companionPath?: string;
  /** What the level says to have put in place of values in the companion. */
  readonly standIns?: readonly string[];
  readonly artifactHash: string;
  readonly level: LevelName;
  readonly degraded?: ReasonCode;
}

/** The verifier's work: returns the certificate's body; signing is not its business. */
export interface VerifyWork {
  run(task: VerifyTask): Promise<CertificateBody>;
}
