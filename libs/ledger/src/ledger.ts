import type {
  ArtifactHash,
  BlobId,
  FieldName,
  FieldSource,
  ItemId,
  JobId,
  KnownValue,
  LandingId,
  ReasonCode,
  ReleasePolicy,
  UploadId,
} from '@endoveil/contracts';
import type { Attempt, ClaimInput, ClaimResult, Next, Settled } from './work/attempt.js';
import type * as face from './face.js';
import type { RequestBegun, RequestKey } from './work/answered.js';
import type { ArtifactStanding } from './work/artifact-of.js';
import type { Adopted, Adopting } from './release/adopt-better.js';
import type { Correcting, CorrectionRecord, CorrectResult } from './release/correct-item.js';
import type { Disclosing, Disclosure } from './release/disclose.js';
import type { AskedErasure, Erased, ErasedBytes, ErasureCause } from './erase.js';
import type { RecordedBytes } from './work/recorded-bytes.js';
import type { DeadLetterRecord } from './work/workers.js';
import type { Cipher, Signer } from './ports.js';
import type { RecordOptions, RecordPage } from './record/record-events.js';
import type { QueueEntry, QueueOptions } from './release/review-queue.js';
import type { Releases } from './release/release-face.js';
import type { RecordMetrics } from './record/record-metrics.js';
import type { Timing } from './work/timing.js';
import type { HeldUpload, NewUpload, UploadLimits, UploadPiece, UploadsOpen } from './work/upload.js';

/**
 * What happened to every item, and who may work on it. Each verb is one transaction and may be repeated: the
 * second call changes nothing and answers the same. All time is Postgres `now()`.
 *
 * Every verb throws `EndoveilError('database-unavailable')` when Postgres stays away, `('illegal-transition')`
 * when a state may not follow, `('internal')` with nothing but the SQLSTATE for everything else.
 */
export interface Ledger extends Releases, AsyncDisposable {
  readonly timing: Timing;

  /** Landing, run 1, the job `identify` and `media.landed`. */
  land(landing: face.Landing): Promise<face.Landed>;

  claim(input: ClaimInput): Promise<ClaimResult>;
  /** Extends the lease. `fenced-out`: kill the work, stop, no ack, no nak. */
  beat(attempt: Attempt): Promise<'alive' | 'fenced-out'>;

  completeIdentify(attempt: Attempt, result: face.Identified): Promise<Settled<face.IdentifyResult>>;
  completeAnonymize(attempt: Attempt, result: face.AnonymizedResult): Promise<Settled>;
  completeExtract(attempt: Attempt, result: face.ExtractedResult): Promise<Settled>;
  /** Verdict `failed` reopens the job `anonymize` at the next level. */
  completeVerify(attempt: Attempt, result: face.VerifiedResult): Promise<Settled>;

  /** This level cannot; the next one may. */
  decline(attempt: Attempt, reason: ReasonCode): Promise<Settled>;
  /** No level made it safe: a person decides. Becomes a quarantine when every level crashed on the file. */
  hold(attempt: Attempt, reason: ReasonCode): Promise<Settled>;
  /** Not what it claims to be, or not decodable by anyone. */
  quarantine(attempt: Attempt, reason: ReasonCode): Promise<Settled>;
  /**
   * Counted. Retries on the curve, or moves on when the level's cap is reached. Not counted where the reason lies
   * outside the file and there is no lower level: tried again less and less often, until it passes.
   */
  fail(attempt: Attempt, reason: ReasonCode): Promise<Settled<Next>>;
  /** Counted: no progress. */
  hung(attempt: Attempt): Promise<Settled<Next>>;
  /** Counted: the sandboxed child died by signal, memory or limit. */
  crashed(attempt: Attempt): Promise<Settled<Next>>;
  /** Not counted: not now. */
  later(attempt: Attempt, reason: ReasonCode, delayMs: number): Promise<Settled<Next>>;
  /** Not counted: this process stops. */
  preempt(attempt: Attempt): Promise<Settled<Next>>;

  escalate(input: face.EscalateInput): Promise<face.EscalateResult>;
  sweep(): Promise<face.SweepResult>;
  reconcile(): Promise<face.ReconcileResult>;
  /** Opens runs that do again what was done lower for a passing reason. Answers how many. */
  upgrade(): Promise<number>;
  /** Removes inbox and published outbox rows that are older than they are kept. */
  prune(): Promise<void>;

  registerLevel(level: face.LevelRegistration): Promise<void>;
  workerHeartbeat(heartbeat: face.WorkerHeartbeat): Promise<void>;
  workerGone(workerId: string): Promise<void>;
  deadLetter(letter: face.DeadLetter): Promise<void>;

  /**
   * Publishes up to `limit` messages through `publish` and marks the ones that did not throw, in one transaction
   * that keeps them locked against other relays. A crash in between publishes again, with the same event id. What is
   * `refused` will not be taken as it is: it is noted as a dead letter, stays, and is tried again less and less often.
   */
  takeOutbox(
    limit: number,
    publish: (message: face.OutboxMessage) => Promise<'refused' | undefined>,
  ): Promise<face.Taken>;
  /** Calls `wake` after a commit that wrote to the outbox, and after every reconnection. Poll as well. */
  listenOutbox(wake: () => void): Promise<AsyncDisposable>;
  /** Age of the oldest unpublished message that was not put aside; 0 when there is none. */
  outboxLag(): Promise<{ readonly seconds: number; readonly waiting: number }>;

  /** Runs `fn` if no other process leads under this name; its signal aborts when the connection is lost. */
  withLeadership<T>(
    name: string,
    fn: (signal: AbortSignal) => Promise<T>,
  ): Promise<{ readonly led: true; readonly value: T } | { readonly led: false }>;

  /** Chains what is not chained yet and signs the new head. Answers how many entries. Call it as the leader only. */
  sealAudit(signer: Signer): Promise<number>;
  checkAudit(signer: Signer): Promise<face.AuditReport>;
  /** Calls `wake` after a commit that left something to seal, and after every reconnection. Poll as well. */
  listenAudit(wake: () => void): Promise<AsyncDisposable>;

  /** Calls `wake` after a seal: the record has grown. Poll as well. */
  listenRecord(wake: () => void): Promise<AsyncDisposable>;
  /** What happened after a position of the sealed history, oldest first: the order is total and never changes. */
  recordAfter(position: number, options?: RecordOptions): Promise<RecordPage>;
  /** The last position; 0 when nothing is sealed. */
  recordHead(): Promise<number>;

  listItems(filter?: face.ListFilter): Promise<readonly face.ItemSummary[]>;
  showItem(itemId: ItemId, options?: { readonly values?: boolean }): Promise<face.ItemDetail | null>;
  /** One item without its history; null when it is not there. */
  summaryOf(itemId: ItemId): Promise<face.ItemSummary | null>;
  /** What needs a person, most urgent first. */
  reviewQueue(options: QueueOptions): Promise<readonly QueueEntry[]>;
  /** A file of one of this item's results; null when there is none. */
  artifactOf(itemId: ItemId, hash: ArtifactHash): Promise<ArtifactStanding | null>;
  centerOf(itemId: ItemId): Promise<string | null>;
  /** The content id that a landing was recorded with. Null: nothing was landed under this id. Empty: erased since. */
  contentOfLanding(landingId: LandingId): Promise<string | null>;
  itemOfJob(jobId: JobId): Promise<ItemId | null>;
  /** What its file was called when it landed; null when there is no such item. */
  fileNameOf(itemId: ItemId): Promise<string | null>;
  /** Whether an attempt with this fence still owns its job: what is in its scratch is needed. */
  isLeased(jobId: JobId, fence: number): Promise<boolean>;
  counts(): Promise<face.Counts>;
  /** What a scrape of the metrics reads: cheap however many items there are. */
  recordMetrics(): Promise<RecordMetrics>;
  levels(): Promise<readonly face.LevelStatus[]>;
  /** Everything known in this case, each value once. */
  knownValuesOf(center: string, caseRef: string): Promise<readonly KnownValue[]>;
  /** Those of `landings` that were recorded before. Intake asks before it copies. */
  knownLandings(landings: readonly LandingId[]): Promise<ReadonlySet<LandingId>>;
  /** Those of `blobs` that a row names; the others may be collected. */
  namedBlobs(blobs: readonly BlobId[]): Promise<ReadonlySet<BlobId>>;
  /** A person wants more covered: the same level makes a new result, which is verified like any other. */
  /** Takes over the better result that waits beside a decided one. */
  adoptBetter(adopting: Adopting): Promise<Adopted>;
  correctItem(correcting: Correcting): Promise<CorrectResult>;
  correctionsOf(itemId: ItemId): Promise<readonly CorrectionRecord[]>;
  /** Who sees what can point at a person, and why: written before anything is shown. Null: there is no such item. */
  disclose(disclosing: Disclosing): Promise<Disclosure | null>;
  /** A request with a key of its own is done once; its answer is kept as long as inbox rows. */
  beginRequest(request: RequestKey): Promise<RequestBegun>;
  endRequest(request: RequestKey, end: { readonly status: number; readonly answer: unknown } | null): Promise<void>;
  /** A person's value for a field: stronger than every machine's, and kept through every run. */
  setField(itemId: ItemId, field: face.PersonsValue, actor: string): Promise<face.FieldResult>;
  /** A person takes over what a machine found in the current run. */
  acceptField(
    itemId: ItemId,
    name: FieldName,
    source: FieldSource,
    actor: string,
    consent?: face.FieldConsent,
  ): Promise<face.FieldResult>;
  retryItem(itemId: ItemId, actor: string): Promise<face.RetryResult>;

  /** `too-many`: this owner has as many open ones as it may. */
  createUpload(upload: NewUpload, limits: UploadLimits): Promise<'created' | 'too-many'>;
  /** Takes an upload over from whoever had it. Null: there is none. */
  takeUpload(uploadId: UploadId): Promise<HeldUpload | null>;
  /** Writes down how far a piece is. `fenced-out`: somebody else has the upload now. */
  keepPiece(held: Pick<HeldUpload, 'uploadId' | 'fence'>, piece: UploadPiece): Promise<'kept' | 'fenced-out'>;
  /** Its bytes are an item's now. */
  endUpload(uploadId: UploadId, itemId: ItemId): Promise<void>;
  dropUpload(uploadId: UploadId): Promise<void>;
  uploadOwner(uploadId: UploadId): Promise<{ readonly owner: string; readonly center: string } | null>;
  /** Those of `uploads` that are under way. */
  openUploads(uploads: readonly string[]): Promise<ReadonlySet<string>>;
  /** Forgets uploads on which nothing has happened for so long; which ones. */
  expireUploads(afterHours: number): Promise<readonly UploadId[]>;
  /** What open uploads may still take on the disk. */
  uploadsOpen(): Promise<UploadsOpen>;

  /** The first of two steps: nothing is destroyed yet. */
  askErasure(itemId: ItemId, cause: ErasureCause, actor: string): Promise<AskedErasure>;
  /** Destroys names, values and keys; the history keeps ids and codes. The bytes are the caller's to bury. */
  eraseItem(
    itemId: ItemId,
    word: { readonly code: string; readonly cause: ErasureCause; readonly actor: string },
  ): Promise<Erased>;
  /** Erases again what a restored backup has brought back; how many. */
  eraseAgain(items: readonly string[]): Promise<number>;
  /** Discards what has stood in quarantine for so long; how many. */
  discardQuarantined(afterDays: number): Promise<number>;
  /** Bytes of erased items that may still lie in the zones. */
  unburied(): Promise<readonly ErasedBytes[]>;
  buried(itemId: ItemId): Promise<void>;
  /** Those of these results that an item has which is not erased. */
  namedArtifacts(hashes: readonly ArtifactHash[]): Promise<ReadonlySet<ArtifactHash>>;
  /** Every file that the record names, a page at a time in the order of items; for a restored system. */
  recordedBytes(after: ItemId | null): Promise<readonly RecordedBytes[]>;
  /** Those of these items that are there and not erased. */
  notErased(items: readonly string[]): Promise<readonly ItemId[]>;
  /** Those of these blobs that belong to an erased item. */
  erasedBlobs(blobs: readonly string[]): Promise<readonly BlobId[]>;
  /** Messages nobody could work on, newest first. */
  deadLetters(limit: number): Promise<readonly DeadLetterRecord[]>;

  close(): Promise<void>;
}

export interface LedgerOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  readonly cipher: Cipher;
  readonly timing?: Partial<Timing>;
  /** Default: nothing is released without a person. */
  readonly policy?: ReleasePolicy;
  /** Connections of this process at most; default 10. */
  readonly poolSize?: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
}
