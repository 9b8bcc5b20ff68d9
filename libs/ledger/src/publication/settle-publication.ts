import type { PublicationState, RunId } from '@endoveil/contracts';
import type { Database, Query } from '../database/database.js';
import { moveRun } from '../record/history.js';
import { lockPublication, type PublicationRow, tellPublication } from './publication-row.js';
import type { PublicationClaim, PublicationEnding, PublicationSettled } from '../release/release-face.js';
import type { Timing } from '../work/timing.js';

/** So many counted failures, and only a person sets it going again. */
const COUNTED_FAILURES = 3;
const LONGEST_WAIT_SECONDS = 900;
const AUTH_PAUSE_SECONDS = 300;

/** The row while this claim still owns it. */
async function lockClaimed(query: Query, claim: PublicationClaim): Promise<PublicationRow | undefined> {
  const row = await lockPublication(query, claim.publicationId);
  const [leased] = await query(
    'select 1 from ledger.publication where publication_id = $1 and lease_until is not null',
    [claim.publicationId],
  );
  return row && leased && Number(row.fence) === claim.fence ? row : undefined;
}

async function mayGoOut(query: Query, row: PublicationRow): Promise<boolean> {
  const [may] = await query<{ is: boolean }>('select ledger.may_go_out($1, $2) as is', [
    row.item_id,
    row.artifact_hash,
  ]);
  return may!.is;
}

export async function beginFinal(database: Database, claim: PublicationClaim): Promise<PublicationSettled> {
  return await database.transaction(async (query) => {
    const row = await lockClaimed(query, claim);
    if (!row || (row.state !== 'UPLOADING' && row.state !== 'VERIFYING')) return { outcome: 'fenced-out' };
    if (row.withdraw_asked || !(await mayGoOut(query, row))) return { outcome: 'not-released' };
    if (row.state === 'UPLOADING') {
      await query(`update ledger.publication set state = 'VERIFYING', changed_at = now() where publication_id = $1`, [
        claim.publicationId,
      ]);
      await tellPublication(query, row, { state: 'VERIFYING' });
    }
    return { outcome: 'settled', state: 'VERIFYING' };
  });
}

/** Ends the attempt. Counting a failure and what follows from the count are one statement. */
export async function settlePublication(
  database: Database,
  timing: Timing,
  claim: PublicationClaim,
  ending: PublicationEnding,
): Promise<PublicationSettled> {
  return await database.transaction(async (query) => {
    const row = await lockClaimed(query, claim);
    if (!row) return { outcome: 'fenced-out' };
    if (ending.as === 'published' && (row.withdraw_asked || !(await mayGoOut(query, row))))
      return { outcome: 'not-released' };
    const state = await moved(query, timing, claim, row, ending);
    const fault = ending.as === 'failed' ? ending.fault : null;
    await query(
      `update ledger.publication_attempt set ended_at = clock_timestamp(), ending = $3, fault = $4, cause = $5, digest = $6
       where publication_id = $1 and fence = $2`,
      [
        claim.publicationId,
        claim.fence,
        ending.as,
        fault,
        ending.as === 'failed' ? (ending.cause ?? null) : null,
        ending.as === 'published' ? ending.digest : null,
      ],
    );
    await pace(query, timing, claim, ending);
    await tellPublication(query, row, { state, fault });
    await showOnItem(query, row);
    return { outcome: 'settled', state };
  });
}

async function moved(
  query: Query,
  timing: Timing,
  claim: PublicationClaim,
  row: PublicationRow,
  ending: PublicationEnding,
): Promise<PublicationState> {
  const next = nextOf(row, claim, ending, ending.as === 'withdrawn' && (await mayGoOut(query, row)));
  const [now] = await query<{ state: PublicationState }>(
    `update ledger.publication set lease_until = null, changed_at = now(), fault = $3,
       failures = failures + $4::int, questions = case when $9 = 'doubling' then questions + 1 else 0 end,
       state = case when $4::int > 0 and failures + $4::int >= $5 then 'FAILED_FINAL' else $2 end,
       published_at = case when $2 = 'PUBLISHED' then clock_timestamp() else published_at end,
       withdraw_asked = withdraw_asked and $2 not in ('WITHDRAWN', 'PLANNED'),
       due_at = now() + make_interval(secs => case $9
         when 'curve' then ($6::float8[])[least(failures + 1, array_length($6::float8[], 1))] * (1 + $7 * (2 * random() - 1))
         when 'doubling' then least($8, ($6::float8[])[1] * power(2, least(questions, 10)))
         else 0 end)
     where publication_id = $1 returning state`,
    [
      row.publication_id,
      next.state,
      // what asks learns nothing about why it had to ask
      ending.as !== 'failed' ? null : claim.task === 'upload' ? ending.fault : row.fault,
      next.counted ? 1 : 0,
      COUNTED_FAILURES,
      timing.retryCurveSeconds,
      timing.retryJitter,
      LONGEST_WAIT_SECONDS,
      next.wait,
    ],
  );
  return now!.state;
}

interface Next {
  readonly state: PublicationState;
  /** Against the three. */
  readonly counted: boolean;
  /** `curve`: as after failed attempts of a level. `doubling`: longer with every question. */
  readonly wait: 'none' | 'curve' | 'doubling';
}

/** Where an ending leads. `mayGo`: what was taken back has been approved again meanwhile. */
function nextOf(row: PublicationRow, claim: PublicationClaim, ending: PublicationEnding, mayGo: boolean): Next {
  const at = (state: PublicationState, wait: Next['wait'] = 'none', counted = false): Next => ({
    state,
    counted,
    wait,
  });
  switch (ending.as) {
    case 'published':
      return at('PUBLISHED');
    case 'withdrawn':
      // taken back because the approval went away: the next approval of these bytes sends it again
      return at(row.withdraw_asked ? 'WITHDRAWN' : mayGo ? 'QUEUED' : 'PLANNED');
    case 'absent':
      // an upload that ended in the dark and did not arrive has failed; a publisher that died has not
      return row.fault === 'unknown-outcome' ? at('RETRY_WAIT', 'curve', true) : at('RETRY_WAIT');
    case 'preempted':
      return at(claim.task === 'upload' ? afterUpload(row) : row.state);
    case 'failed':
      if (claim.task === 'withdraw') return at(row.state, 'doubling');
      if (claim.task === 'upload' || ending.fault === 'conflict' || ending.fault === 'integrity')
        return afterFault(ending, row);
      return at('UNCONFIRMED', 'doubling');
    default:
      return ending satisfies never;
  }
}

function afterFault(ending: PublicationEnding & { as: 'failed' }, row: PublicationRow): Next {
  switch (ending.fault) {
    case 'conflict':
      return { state: 'FAILED_FINAL', counted: false, wait: 'none' };
    case 'unknown-outcome':
      return { state: 'UNCONFIRMED', counted: false, wait: 'none' };
    case 'throttled':
    case 'auth':
      return { state: afterUpload(row), counted: false, wait: 'curve' };
    case 'transient':
      return { state: afterUpload(row), counted: ending.reached !== false && !ending.progressed, wait: 'curve' };
    case 'rejected':
    case 'integrity':
      return { state: afterUpload(row), counted: true, wait: 'curve' };
    default:
      return ending.fault satisfies never;
  }
}

/** Once something may have become visible, the destination is asked before anything is sent. */
const afterUpload = (row: PublicationRow): PublicationState =>
  row.state === 'VERIFYING' ? 'UNCONFIRMED' : 'RETRY_WAIT';

/** A destination that cannot pauses as a whole: its items wait and none of them is blamed. */
async function pace(query: Query, timing: Timing, claim: PublicationClaim, ending: PublicationEnding): Promise<void> {
  if (ending.as === 'preempted') return;
  const seconds = ending.as === 'failed' ? pauseOf(ending) : undefined;
  if (ending.as === 'failed' && seconds === undefined) return;
  await query(
    seconds === undefined
      ? `update ledger.destination set misses = 0, paused_until = null, fault = null where name = $1 and misses > 0`
      : `update ledger.destination set misses = misses + 1, fault = $2,
           paused_until = now() + make_interval(secs => coalesce($3, least($4, $5 * power(2, least(misses, 10)))))
         where name = $1`,
    seconds === undefined
      ? [claim.destination]
      : [
          claim.destination,
          ending.as === 'failed' ? ending.fault : null,
          seconds,
          LONGEST_WAIT_SECONDS,
          timing.retryCurveSeconds[0],
        ],
  );
}

/** Null: longer each time. Undefined: it does not pause. */
function pauseOf(ending: PublicationEnding & { as: 'failed' }): number | null | undefined {
  if (ending.fault === 'throttled') return Math.min(LONGEST_WAIT_SECONDS, ending.retryAfterSeconds ?? 30);
  if (ending.fault === 'auth') return AUTH_PAUSE_SECONDS;
  return ending.reached === false ? null : undefined;
}

/** An item is published while its approved bytes are at a destination. */
async function showOnItem(query: Query, row: PublicationRow): Promise<void> {
  const [item] = await query<{ state: string; current_run: RunId; out: boolean }>(
    `select state, current_run, exists (select 1 from ledger.publication p where p.item_id = i.item_id
       and p.artifact_hash = i.approved_hash and p.state = 'PUBLISHED') as out
     from ledger.item i where item_id = $1 and approved_hash is not null`,
    [row.item_id],
  );
  const state = item?.out ? 'published' : 'approved';
  if (item && item.state !== state)
    await moveRun(query, { runId: item.current_run, itemId: row.item_id }, state, { ended: true });
}
