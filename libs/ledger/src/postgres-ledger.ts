import { EndoveilError } from '@endoveil/contracts';
import { checkAudit, sealAudit } from './audit-chain.js';
import { beat, claim } from './claim.js';
import { completeIdentify } from './complete-identify.js';
import { completeVerify } from './complete-verify.js';
import { completeAnonymize, completeExtract } from './complete-work.js';
import { counts } from './counts.js';
import { Database } from './database.js';
import { counted, decline, hold, later, preempt, quarantine } from './end-attempt.js';
import { land } from './land.js';
import type { Ledger, LedgerOptions } from './ledger.js';
import { listItems } from './list-items.js';
import { itemOfContent, itemOfJob, knownLandings, knownValuesOf, namedBlobs } from './lookups.js';
import { outboxLag, takeOutbox } from './outbox.js';
import { listenOutbox, oneAtATime, withLeadership } from './own-connection.js';
import { prune, reconcile } from './reconcile.js';
import { recordMetrics } from './record-metrics.js';
import { retryItem } from './retry-item.js';
import { showItem } from './show-item.js';
import { escalate, sweep } from './sweep.js';
import { defaultTiming } from './timing.js';
import { upgrade } from './upgrade.js';
import { deadLetter, levels, registerLevel, workerGone, workerHeartbeat } from './workers.js';

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
  await using database = await Database.open(settingsOf(options));
  return await oneAtATime(options.url, 'migrate', () => database.migrate());
}

/** Connects; refuses a schema it does not know. */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { cipher, url } = options;
  const timing = { ...defaultTiming, ...options.timing };
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
    fail: (attempt, reason) => counted(database, timing, attempt, { ending: 'failed', reason }),
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
    deadLetter: (letter) => deadLetter(database, letter),
    takeOutbox: (limit, publish) => takeOutbox(database, limit, publish),
    listenOutbox: (wake) => listenOutbox(url, wake),
    outboxLag: () => outboxLag(database),
    withLeadership: (name, fn) => withLeadership(url, name, fn),
    sealAudit: (signer) => sealAudit(database, signer),
    checkAudit: (signer) => checkAudit(database, signer),
    listItems: (filter = {}) => listItems(database, filter),
    showItem: (itemId, showing = {}) => showItem(database, cipher, itemId, showing),
    itemOfContent: (center, contentId) => itemOfContent(database, center, contentId),
    itemOfJob: (jobId) => itemOfJob(database, jobId),
    counts: () => counts(database, timing),
    recordMetrics: () => recordMetrics(database, timing),
    levels: () => levels(database, timing),
    knownValuesOf: (center, caseRef) => knownValuesOf(database, cipher, center, caseRef),
    knownLandings: (landings) => knownLandings(database, landings),
    namedBlobs: (blobs) => namedBlobs(database, blobs),
    retryItem: (itemId, actor) => retryItem(database, itemId, actor),
    close: () => database[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}
