import { EndoveilError, ReleasePolicy } from '@endoveil/contracts';
import { beginRequest, endRequest } from './work/answered.js';
import { artifactOf } from './work/artifact-of.js';
import { reviewQueue } from './release/review-queue.js';
import { adoptBetter } from './release/adopt-better.js';
import { correctionsOf, correctItem } from './release/correct-item.js';
import { disclose } from './release/disclose.js';
import { sealAudit } from './record/audit-chain.js';
import { checkAudit } from './record/check-audit.js';
import { beat, claim } from './work/claim.js';
import { beatPublication, claimPublication } from './publication/claim-publication.js';
import { completeIdentify } from './work/complete-identify.js';
import { completeVerify } from './work/complete-verify.js';
import { completeAnonymize, completeExtract } from './work/complete-work.js';
import { counts } from './record/counts.js';
import { Database } from './database/database.js';
import { decide } from './release/decide.js';
import { counted, decline, fail, hold, later, preempt, quarantine } from './work/end-attempt.js';
import { land } from './work/land.js';
import type { Ledger, LedgerOptions } from './ledger.js';
import { listItems, summaryOf } from './record/list-items.js';
import {
  centerOf,
  isLeased,
  contentOfLanding,
  fileNameOf,
  itemOfJob,
  knownLandings,
  knownValuesOf,
  namedBlobs,
} from './record/lookups.js';
import { outboxLag, takeOutbox } from './record/outbox.js';
import { listenTo, oneAtATime, withLeadership } from './database/own-connection.js';
import { recordAfter, recordHead } from './record/record-events.js';
import { listDestinations, publisherHeartbeat } from './publication/destinations.js';
import { listDecisions, listPublicationAttempts, listPublications } from './publication/list-publications.js';
import {
  planApproved,
  planPublication,
  publishAgain,
  withdraw,
  withdrawFailed,
} from './publication/plan-publication.js';
import { acceptField, setField } from './release/person-fields.js';
import { prune, reconcile } from './work/reconcile.js';
import { releaseByPolicy } from './release/release-by-policy.js';
import { recordMetrics } from './record/record-metrics.js';
import { retryItem } from './work/retry-item.js';
import { beginFinal, settlePublication } from './publication/settle-publication.js';
import { showItem } from './record/show-item.js';
import { escalate, sweep } from './work/sweep.js';
import { defaultTiming } from './work/timing.js';
import { upgrade } from './database/upgrade.js';
import { askErasure, buried, discardQuarantined, eraseAgain, eraseItem, namedArtifacts, unburied } from './erase.js';
import { erasedBlobs, notErased, recordedBytes } from './work/recorded-bytes.js';
import { deadLetter, deadLetters, levels, registerLevel, workerGone, workerHeartbeat } from './work/workers.js';
import {
  createUpload,
  dropUpload,
  endUpload,
  expireUploads,
  keepPiece,
  openUploads,
  takeUpload,
  uploadOwner,
  uploadsOpen,
} from './work/upload.js';

const settingsOf = (options: Omit<LedgerOptions, 'cipher'>) => {
  const timing = { ...defaultTiming, ...options.timing };
  return {
    url: options.url,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName ?? 'endoveil',
    statementTimeoutSeconds: timing.statementTimeoutSeconds,
    reconnectSeconds: timing.reconnectSeconds,
  };
};

/** Creates or updates the schema `ledger`; answers the names of the migrations it ran. Run it once, before the services. */
export async function migrateLedger(options: { readonly url: string }): Promise<readonly string[]> {
  // a record of years takes longer than any verb may
  await using database = await Database.open({ ...settingsOf(options), statementTimeoutSeconds: 0 });
  return await oneAtATime(options.url, 'migrate', () => database.migrate());
}

/** Connects; refuses a schema it does not know. */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { cipher, url } = options;
  const timing = { ...defaultTiming, ...options.timing };
  const policy = options.policy ?? ReleasePolicy.parse({});
  const database = await Database.open(settingsOf(options));
  if (!(await database.isCurrent())) {
    await database[Symbol.asyncDispose]();
    throw new EndoveilError('schema-unknown');
  }
  return {
    timing,
    land: (landing) => land(database, cipher, landing),
    claim: (input) => claim(database, timing, input),
    beat: (attempt) => beat(database, attempt),
    completeIdentify: (attempt, result) => completeIdentify(database, cipher, attempt, result),
    completeAnonymize: (attempt, result) => completeAnonymize(database, attempt, result),
    completeExtract: (attempt, result) => completeExtract(database, cipher, attempt, result),
    completeVerify: (attempt, result) => completeVerify(database, attempt, result),
    decline: (attempt, reason) => decline(database, attempt, reason),
    hold: (attempt, reason) => hold(database, attempt, reason),
    quarantine: (attempt, reason) => quarantine(database, attempt, reason),
    fail: (attempt, reason) => fail(database, timing, attempt, reason),
    hung: (attempt) => counted(database, timing, attempt, { ending: 'hung', reason: 'no-progress' }),
    crashed: (attempt) => counted(database, timing, attempt, { ending: 'crashed', reason: 'child-crashed' }),
    later: (attempt, reason, delayMs) => later(database, timing, attempt, reason, delayMs),
    preempt: (attempt) => preempt(database, timing, attempt),
    escalate: (input) => escalate(database, input),
    sweep: () => sweep(database, timing),
    reconcile: () => reconcile(database, timing),
    upgrade: () => upgrade(database, timing),
    prune: () => prune(database, timing),
    registerLevel: (level) => registerLevel(database, level),
    workerHeartbeat: (heartbeat) => workerHeartbeat(database, timing, heartbeat),
    workerGone: (workerId) => workerGone(database, timing, workerId),
    deadLetter: (letter) => deadLetter((sql, values) => database.query(sql, values), letter),
    takeOutbox: (limit, publish) => takeOutbox(database, limit, publish),
    listenOutbox: (wake) => listenTo(url, 'endoveil_outbox', wake),
    listenAudit: (wake) => listenTo(url, 'endoveil_audit', wake),
    listenRecord: (wake) => listenTo(url, 'endoveil_sealed', wake),
    recordAfter: (position, options) => recordAfter(database, position, options),
    recordHead: () => recordHead(database),
    outboxLag: () => outboxLag(database),
    withLeadership: (name, fn) => withLeadership(url, name, fn),
    sealAudit: (signer) => sealAudit(database, signer),
    checkAudit: (signer) => checkAudit(database, signer),
    listItems: (filter = {}) => listItems(database, filter),
    showItem: (itemId, showing = {}) => showItem(database, cipher, itemId, showing),
    summaryOf: async (itemId) => (await summaryOf((sql, values) => database.query(sql, values), itemId)) ?? null,
    reviewQueue: (options) => reviewQueue(database, options),
    artifactOf: (itemId, hash) => artifactOf(database, itemId, hash),
    centerOf: (itemId) => centerOf(database, itemId),
    contentOfLanding: (landingId) => contentOfLanding(database, landingId),
    itemOfJob: (jobId) => itemOfJob(database, jobId),
    fileNameOf: (itemId) => fileNameOf(database, cipher, itemId),
    isLeased: (jobId, fence) => isLeased(database, timing, jobId, fence),
    counts: () => counts(database, timing),
    recordMetrics: () => recordMetrics(database, timing),
    levels: () => levels(database, timing),
    knownValuesOf: (center, caseRef) => knownValuesOf(database, cipher, center, caseRef),
    knownLandings: (landings) => knownLandings(database, landings),
    namedBlobs: (blobs) => namedBlobs(database, blobs),
    adoptBetter: (adopting) => adoptBetter(database, adopting),
    correctItem: (correcting) => correctItem(database, correcting),
    correctionsOf: (itemId) => correctionsOf(database, itemId),
    disclose: (disclosing) => disclose(database, cipher, disclosing),
    beginRequest: (request) => beginRequest(database, request),
    endRequest: (request, end) => endRequest(database, request, end),
    setField: (itemId, field, actor) => setField(database, cipher, itemId, field, actor),
    acceptField: (itemId, name, source, actor, consent = {}) =>
      acceptField(database, cipher, itemId, name, source, actor, consent),
    retryItem: (itemId, actor) => retryItem(database, itemId, actor),
    approve: (deciding) => decide(database, cipher, policy, 'approve', deciding),
    reject: (deciding) => decide(database, cipher, policy, 'reject', deciding),
    putOnHold: (deciding) => decide(database, cipher, policy, 'hold', deciding),
    revoke: (deciding) => decide(database, cipher, policy, 'revoke', deciding),
    releaseByPolicy: () => releaseByPolicy(database, policy),
    listDecisions: (itemId, showing = {}) => listDecisions(database, cipher, itemId, showing),
    planPublication: (planning) => planPublication(database, planning),
    planApproved: (destination, actor, centers) => planApproved(database, destination, actor, centers),
    publisherHeartbeat: (heartbeat) => publisherHeartbeat(database, heartbeat),
    listDestinations: (name) => listDestinations(database, timing, name),
    claimPublication: (input) => claimPublication(database, timing, input),
    beatPublication: (held) => beatPublication(database, held),
    beginFinal: (held) => beginFinal(database, held),
    settlePublication: (held, ending) => settlePublication(database, timing, held, ending),
    withdraw: (word) => withdraw(database, word),
    withdrawFailed: () => withdrawFailed(database),
    publishAgain: (word) => publishAgain(database, word),
    listPublications: (filter = {}) => listPublications(database, timing, filter),
    listPublicationAttempts: (publicationId) => listPublicationAttempts(database, publicationId),
    createUpload: (upload, limits) => createUpload(database, cipher, upload, limits),
    takeUpload: (uploadId) => takeUpload(database, cipher, uploadId),
    keepPiece: (held, piece) => keepPiece(database, held, piece),
    endUpload: (uploadId, itemId) => endUpload(database, uploadId, itemId),
    dropUpload: (uploadId) => dropUpload(database, uploadId),
    uploadOwner: (uploadId) => uploadOwner(database, uploadId),
    openUploads: (uploads) => openUploads(database, uploads),
    expireUploads: (afterHours) => expireUploads(database, afterHours),
    uploadsOpen: () => uploadsOpen(database),
    askErasure: (itemId, cause, actor) => askErasure(database, itemId, cause, actor),
    eraseItem: (itemId, word) => eraseItem(database, itemId, word),
    eraseAgain: (items) => eraseAgain(database, items),
    discardQuarantined: (afterDays) => discardQuarantined(database, afterDays),
    unburied: () => unburied((sql, values) => database.query(sql, values)),
    namedArtifacts: (hashes) => namedArtifacts(database, hashes),
    buried: (itemId) => buried(database, itemId),
    recordedBytes: (after) => recordedBytes(database, after),
    notErased: (items) => notErased(database, items),
    erasedBlobs: (blobs) => erasedBlobs(database, blobs),
    deadLetters: (limit) => deadLetters(database, limit),
    close: () => database[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}
