import { randomUUID } from 'node:crypto';
import {
  DecisionId,
  type DecisionKind,
  type EventType,
  type ItemId,
  type ItemState,
  MediaApproved,
  MediaRejected,
  MediaWithheld,
  type PublicationId,
  type ReasonCode,
  type ReleasePolicy,
  type RunId,
} from '@endoveil/contracts';
import { type ArtifactRow, newestArtifact } from '../work/artifact-row.js';
import type { Database, Query } from '../database/database.js';
import { moveRun, note } from '../record/history.js';
import { announce } from '../record/outbox.js';
import type { Cipher } from '../ports.js';
import { queuePlanned } from '../publication/publication-row.js';
import type { Decided, Deciding } from './release-face.js';

export interface DecidedItem {
  readonly item_id: ItemId;
  readonly state: ItemState;
  readonly current_run: RunId;
  readonly approved_hash: string | null;
  /** Of its history, looking at it left out. */
  readonly version: number;
  readonly wrapped_key: Buffer;
  readonly correlation_id: string;
  readonly traceparent: string | null;
  readonly run_ended: boolean;
}

const from: Readonly<Record<DecisionKind, readonly ItemState[]>> = {
  approve: ['verified', 'in-review'],
  reject: ['verified', 'in-review', 'approved', 'published', 'held', 'quarantined'],
  hold: ['verified', 'in-review', 'approved', 'published'],
  revoke: ['approved', 'published'],
};
const leadsTo: Readonly<
  Record<Exclude<DecisionKind, 'approve'>, { state: ItemState; reason: ReasonCode; event: EventType }>
> = {
  reject: { state: 'rejected', reason: 'rejected-by-person', event: MediaRejected },
  hold: { state: 'in-review', reason: 'on-hold', event: MediaWithheld },
  revoke: { state: 'in-review', reason: 'approval-revoked', event: MediaWithheld },
};

/** One person's decision on what this person saw. */
export async function decide(
  database: Database,
  cipher: Cipher,
  policy: ReleasePolicy,
  kind: DecisionKind,
  deciding: Deciding,
): Promise<Decided> {
  // fixed before the transaction, which may be done twice
  const decisionId = deciding.decisionId ?? DecisionId.parse(randomUUID());
  return await database.transaction(async (query) => {
    const item = await lockItem(query, deciding.itemId);
    if (!item) return { outcome: 'not-found' };
    const [again] = await query('select 1 from ledger.decision where decision_id = $1', [decisionId]);
    if (again) return await standing(query, item.item_id, decisionId);
    const artifact = await newestArtifact(query, item.current_run);
    // taking an approval back asks for the bytes alone: on their way out the version grows by itself
    const takesBack = kind !== 'approve' && item.approved_hash !== null;
    const seen = (artifact?.hash ?? null) === deciding.artifactHash && (takesBack || item.version === deciding.version);
    if (!seen) return { outcome: 'refused', code: 'changed-since-seen' };
    if (!item.run_ended) return { outcome: 'refused', code: 'in-progress' };
    if (!from[kind].includes(item.state)) return { outcome: 'refused', code: 'illegal-transition' };
    const reason = Buffer.from(cipher.seal(item.wrapped_key, deciding.reason, 'decision.reason'));
    const by = { decisionId, actor: deciding.actor, reason };
    if (kind === 'approve') {
      const code = await approveBytes(query, item, artifact, by, policy.fourEyes ? 2 : 1);
      if (code) return { outcome: 'refused', code };
    } else {
      await record(query, item, artifact, kind, by);
      const { state, reason: why, event } = leadsTo[kind];
      await query('update ledger.item set approved_hash = null where item_id = $1', [item.item_id]);
      await note(query, item.item_id, kind, { decisionId, hash: artifact?.hash ?? null }, deciding.actor);
      await moveRun(query, runOf(item), state, { reason: why, ended: true, actor: deciding.actor });
      await announce(query, { event, payload: payloadOf(item, artifact), ...traceOf(item) });
    }
    return await standing(query, item.item_id, decisionId);
  });
}

/** Approves bytes, or says why not. `needed`: how many different actors it takes. */
export async function approveBytes(
  query: Query,
  item: DecidedItem,
  artifact: ArtifactRow | undefined,
  by: { readonly decisionId: DecisionId; readonly actor: string; readonly reason: Buffer | null },
  needed: number,
): Promise<ReasonCode | undefined> {
  const [certified] = await query<{ is: boolean }>('select ledger.is_certified($1) as is', [artifact?.artifact_id]);
  if (!artifact || !certified?.is) return 'not-certified';
  const before = await query<{ actor: string }>(
    `select distinct actor from ledger.decision where item_id = $1 and artifact_hash = $2 and kind = 'approve'
       and at > coalesce((select max(at) from ledger.decision where item_id = $1 and kind <> 'approve'), '-infinity')`,
    [item.item_id, artifact.hash],
  );
  if (before.some(({ actor }) => actor === by.actor)) return 'second-person-needed';
  await record(query, item, artifact, 'approve', by);
  const detail = { decisionId: by.decisionId, hash: artifact.hash };
  if (before.length + 1 < needed) {
    await note(query, item.item_id, 'first-approval', detail, by.actor);
    return undefined;
  }
  await note(query, item.item_id, 'approve', detail, by.actor);
  await moveRun(query, runOf(item), 'approved', { ended: true, actor: by.actor });
  await query('update ledger.item set approved_hash = $2 where item_id = $1', [item.item_id, artifact.hash]);
  await queuePlanned(query, item.item_id, artifact.hash);
  await announce(query, { event: MediaApproved, payload: payloadOf(item, artifact), ...traceOf(item) });
  return undefined;
}

export async function lockItem(query: Query, itemId: ItemId): Promise<DecidedItem | undefined> {
  const [item] = await query<DecidedItem>(
    `select i.item_id, i.state, i.current_run, i.approved_hash,
       i.history_number - i.readings as version, i.wrapped_key, i.correlation_id,
       i.traceparent, (select ended_at is not null from ledger.run where run_id = i.current_run) as run_ended
     from ledger.item i where i.item_id = $1 for update`,
    [itemId],
  );
  return item;
}

async function record(
  query: Query,
  item: DecidedItem,
  artifact: ArtifactRow | undefined,
  kind: DecisionKind,
  by: { readonly decisionId: DecisionId; readonly actor: string; readonly reason: Buffer | null },
): Promise<void> {
  await query(
    `insert into ledger.decision (decision_id, item_id, run_id, artifact_hash, kind, actor, reason)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [by.decisionId, item.item_id, item.current_run, artifact?.hash ?? null, kind, by.actor, by.reason],
  );
}

async function standing(query: Query, itemId: ItemId, decisionId: DecisionId): Promise<Decided> {
  const [item] = await query<{ state: ItemState; version: number; approved: boolean }>(
    'select state, history_number - readings as version, approved_hash is not null as approved from ledger.item where item_id = $1',
    [itemId],
  );
  const out = await query<{ publication_id: PublicationId }>(
    `select publication_id from ledger.publication
     where item_id = $1 and state in ('UPLOADING', 'VERIFYING', 'UNCONFIRMED', 'PUBLISHED')`,
    [itemId],
  );
  return { outcome: 'decided', decisionId, ...item!, out: out.map(({ publication_id: id }) => id) };
}

const runOf = (item: DecidedItem) => ({ runId: item.current_run, itemId: item.item_id });
const traceOf = (item: DecidedItem) => ({ correlationId: item.correlation_id, traceparent: item.traceparent });
const payloadOf = (item: DecidedItem, artifact: ArtifactRow | undefined) => ({
  itemId: item.item_id,
  runId: item.current_run,
  artifactHash: artifact?.hash ?? null,
});
