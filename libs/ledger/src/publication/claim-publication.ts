import { randomUUID } from 'node:crypto';
import type { Certificate, LevelName, MediaKind } from '@endoveil/contracts';
import type { Database, Query } from '../database/database.js';
import { type PublicationRow, tellPublication } from './publication-row.js';
import type { PublicationClaim, PublicationClaimInput } from '../release/release-face.js';
import type { Timing } from '../work/timing.js';

interface ClaimedRow extends PublicationRow {
  readonly task: PublicationClaim['task'];
  readonly may_show: boolean;
  readonly artifact_id: PublicationClaim['artifact']['artifactId'];
  readonly media_type: string;
  readonly size_bytes: string;
  readonly level: LevelName;
  readonly kind: MediaKind;
  readonly certificate: Certificate;
}

/** How long to wait when there is nothing to do, at most. */
const IDLE_MS = 60_000;

/** Some of it is at the destination, or may be: not sent again, it is taken back. */
const BEGUN = `(p.state = 'RETRY_WAIT' or (p.state = 'QUEUED' and p.fence > 0))`;
/** The first half is looked at again in the rows that the claim has locked. */
const RELEASED =
  '(i.approved_hash is not distinct from p.artifact_hash and ledger.may_go_out(p.item_id, p.artifact_hash))';

/**
 * Check and claim are one statement: it sees the newest state of item and publication because it locks both. What was
 * begun and never ended is asked for at the destination, never sent blindly; what was begun and is no longer approved is
 * taken back.
 */
export async function claimPublication(
  database: Database,
  timing: Timing,
  input: PublicationClaimInput,
): Promise<PublicationClaim | { readonly task: 'none'; readonly retryAfterMs: number }> {
  return await database.transaction(async (query) => {
    const pause = await takeTurn(query, input);
    if (pause > 0) return { task: 'none', retryAfterMs: pause };
    const [row] = await query<ClaimedRow>(
      `with due as (
         select p.publication_id, i.kind, i.correlation_id, i.traceparent, p.state <> 'UPLOADING' as may_show,
           case when p.withdraw_asked or (${BEGUN} and not ${RELEASED}) then 'withdraw' when p.state in ('QUEUED', 'RETRY_WAIT') then 'upload' else 'ask' end as task
         from ledger.publication p join ledger.item i using (item_id)
         where p.destination = $1 and p.due_at <= now() and (p.lease_until is null or p.lease_until < now())
           and (p.withdraw_asked or p.state in ('UPLOADING', 'VERIFYING', 'UNCONFIRMED') or ${BEGUN}
             or (p.state = 'QUEUED' and ${RELEASED}))
         order by p.due_at limit 1 for update of i, p skip locked)
       update ledger.publication p set fence = fence + 1, lease_until = now() + make_interval(secs => $2),
         state = case due.task when 'upload' then 'UPLOADING' when 'ask' then 'UNCONFIRMED' else p.state end,
         changed_at = now()
       from due, ledger.artifact a, ledger.certificate c
       where p.publication_id = due.publication_id and a.artifact_id = p.artifact_id
         and c.certificate_id = p.certificate_id
       returning p.*, due.task, due.may_show, due.kind, due.correlation_id, due.traceparent, a.media_type, a.size_bytes, a.level,
         c.body as certificate`,
      [input.destination, timing.leaseSeconds],
    );
    if (!row) return { task: 'none', retryAfterMs: await nextDue(query, input) };
    await query(
      `update ledger.publication_attempt set ended_at = now(), ending = 'lost'
       where publication_id = $1 and ended_at is null`,
      [row.publication_id],
    );
    await query(
      `insert into ledger.publication_attempt (attempt_id, publication_id, fence, task, worker_id)
       values ($1, $2, $3, $4, $5)`,
      [randomUUID(), row.publication_id, row.fence, row.task, input.workerId],
    );
    await query(
      `update ledger.destination set next_at = greatest(next_at, now()) + make_interval(secs => $2) where name = $1`,
      [input.destination, input.perMinute ? 60 / input.perMinute : 0],
    );
    if (row.task === 'upload') await tellPublication(query, row, { state: 'UPLOADING' });
    return claimOf(row, timing.leaseSeconds);
  });
}

/** Locks the destination for this claim; answers the milliseconds it has to wait for its pace, pause or free hands. */
async function takeTurn(query: Query, input: PublicationClaimInput): Promise<number> {
  await query('insert into ledger.destination (name) values ($1) on conflict do nothing', [input.destination]);
  const [turn] = await query<{ wait_ms: number }>(
    `select greatest(0, extract(epoch from greatest(next_at, coalesce(paused_until, next_at)) - now()) * 1000)::float8
       as wait_ms from ledger.destination where name = $1 for update`,
    [input.destination],
  );
  if (turn!.wait_ms > 0) return Math.min(IDLE_MS, Math.ceil(turn!.wait_ms) + 5);
  const [busy] = await query<{ count: number; free_ms: number | null }>(
    `select count(*)::int as count, (extract(epoch from min(lease_until) - now()) * 1000)::float8 as free_ms
     from ledger.publication where destination = $1 and lease_until > now()
       and (state in ('QUEUED', 'UPLOADING', 'VERIFYING', 'RETRY_WAIT', 'UNCONFIRMED') or withdraw_asked)`,
    [input.destination],
  );
  if (busy!.count < input.parallel) return 0;
  return Math.max(50, Math.min(IDLE_MS, busy!.free_ms ?? IDLE_MS));
}

async function nextDue(query: Query, { destination }: PublicationClaimInput): Promise<number> {
  const [next] = await query<{ ms: number | null }>(
    `select (extract(epoch from min(greatest(due_at, coalesce(lease_until, due_at))) - now()) * 1000)::float8 as ms
     from ledger.publication where destination = $1
       and (state in ('QUEUED', 'UPLOADING', 'VERIFYING', 'RETRY_WAIT', 'UNCONFIRMED') or withdraw_asked)
       and greatest(due_at, coalesce(lease_until, due_at)) > now()`,
    [destination],
  );
  return Math.max(50, Math.min(IDLE_MS, Math.ceil(next?.ms ?? IDLE_MS)));
}

function claimOf(row: ClaimedRow, leaseSeconds: number): PublicationClaim {
  return {
    publicationId: row.publication_id,
    publicId: row.public_id,
    destination: row.destination,
    task: row.task,
    mayShow: row.may_show,
    fence: Number(row.fence),
    leaseSeconds,
    itemId: row.item_id,
    kind: row.kind,
    level: row.level,
    artifact: {
      artifactId: row.artifact_id,
      hash: row.artifact_hash,
      mediaType: row.media_type,
      sizeBytes: Number(row.size_bytes),
    },
    certificate: row.certificate,
  };
}

export async function beatPublication(database: Database, claim: PublicationClaim): Promise<'alive' | 'fenced-out'> {
  const hit = await database.query(
    `update ledger.publication set lease_until = now() + make_interval(secs => $3)
     where publication_id = $1 and fence = $2 and lease_until is not null returning 1`,
    [claim.publicationId, claim.fence, claim.leaseSeconds],
  );
  return hit.length === 1 ? 'alive' : 'fenced-out';
}
