import { randomBytes, randomUUID } from 'node:crypto';
import { type DestinationName, type ItemId, PublicationId, type PublicationState } from '@endoveil/contracts';
import { newestArtifact } from '../work/artifact-row.js';
import type { Database, Query } from '../database/database.js';
import { type DecidedItem, lockItem } from '../release/decide.js';
import { eachAlone } from '../database/each-alone.js';
import { note } from '../record/history.js';
import { lockPublication, type PublicationRow, tellPublication } from './publication-row.js';
import type { Planned, Planning, PublicationAnswer, PublicationWord } from '../release/release-face.js';

export async function planPublication(database: Database, planning: Planning): Promise<Planned> {
  return await database.transaction(async (query) => {
    const item = await lockItem(query, planning.itemId);
    return item ? await plan(query, item, planning) : { outcome: 'not-found' };
  });
}

async function plan(query: Query, item: DecidedItem, { destination, actor }: Planning): Promise<Planned> {
  const artifact = await newestArtifact(query, item.current_run);
  const [certificate] = await query<{ id: string }>(
    `select certificate_id as id from ledger.certificate where artifact_id = $1 and ledger.is_certified($1)
     order by certificate_id desc limit 1`,
    [artifact?.artifact_id],
  );
  if (item.state === 'erased') return { outcome: 'refused', code: 'erased-on-request' };
  if (!artifact || !certificate) return { outcome: 'refused', code: 'not-certified' };
  if (item.state === 'rejected') return { outcome: 'refused', code: 'rejected-by-person' };
  const [row] = await query<PublicationRow>(
    `insert into ledger.publication (publication_id, public_id, item_id, artifact_id, artifact_hash, certificate_id,
       destination, state, planned_by)
     values ($1, $2, $3, $4, $5, $6, $7, case when ledger.may_go_out($3, $5) then 'QUEUED' else 'PLANNED' end, $8)
     on conflict (item_id, destination, artifact_hash) do nothing returning *`,
    [
      randomUUID(),
      randomBytes(16).toString('hex'),
      item.item_id,
      artifact.artifact_id,
      artifact.hash,
      certificate.id,
      destination,
      actor,
    ],
  );
  if (!row) {
    const [known] = await query<{ publication_id: string; public_id: string; state: PublicationState }>(
      `select publication_id, public_id, state from ledger.publication
       where item_id = $1 and destination = $2 and artifact_hash = $3`,
      [item.item_id, destination, artifact.hash],
    );
    return answer('again', known!);
  }
  const { correlation_id, traceparent } = item;
  await tellPublication(query, { ...row, correlation_id, traceparent }, { state: row.state }, actor);
  return answer('planned', row);
}

function answer(
  outcome: 'planned' | 'again',
  row: { readonly publication_id: string; readonly public_id: string; readonly state: PublicationState },
): Planned {
  return {
    outcome,
    publicationId: PublicationId.parse(row.publication_id),
    publicId: row.public_id,
    state: row.state,
  };
}

export async function planApproved(
  database: Database,
  destination: DestinationName,
  actor: string,
  centers?: readonly string[],
): Promise<number> {
  let planned = 0;
  const found = await database.query<{ item_id: ItemId }>(
    `select i.item_id from ledger.item i where i.approved_hash is not null and ($2::text[] is null or i.center = any($2))
       and not exists (select 1 from ledger.publication p
         where p.item_id = i.item_id and p.destination = $1 and p.artifact_hash = i.approved_hash)`,
    [destination, centers ?? null],
  );
  await eachAlone(found, async ({ item_id: itemId }) => {
    const { outcome } = await planPublication(database, { itemId, destination, actor });
    if (outcome === 'planned') planned += 1;
  });
  return planned;
}

/** What never went out ends here; what did, or may have, is taken back by the publisher. */
export async function withdraw(database: Database, word: PublicationWord): Promise<PublicationAnswer> {
  const { publicationId, actor } = word;
  return await onPublication(database, word, async (query, row) => {
    if (row.state === 'WITHDRAWN') return { outcome: 'done', state: row.state };
    const never = row.state === 'PLANNED' || (row.state === 'QUEUED' && Number(row.fence) === 0);
    if (never) {
      await query(`update ledger.publication set state = 'WITHDRAWN', changed_at = now() where publication_id = $1`, [
        publicationId,
      ]);
      await tellPublication(query, row, { state: 'WITHDRAWN' }, actor);
      return { outcome: 'done', state: 'WITHDRAWN' };
    }
    if (!row.withdraw_asked) {
      await query('update ledger.publication set withdraw_asked = true, due_at = now() where publication_id = $1', [
        publicationId,
      ]);
      await note(query, row.item_id, 'withdraw-asked', { publicationId, destination: row.destination }, actor);
    }
    return { outcome: 'asked', state: row.state };
  });
}

/** What is out and has failed a verification since does not stay out until somebody reads of it. Answers how many. */
export async function withdrawFailed(database: Database): Promise<number> {
  const found = await database.query<{ publication_id: PublicationId }>(
    `select distinct p.publication_id from ledger.certificate c join ledger.artifact a using (artifact_id)
     join ledger.publication p on p.artifact_hash = a.hash
     where c.verdict = 'failed' and c.certificate_id > p.certificate_id and p.state = 'PUBLISHED' and not p.withdraw_asked
     limit 500`,
  );
  let asked = 0;
  await eachAlone(found, async ({ publication_id: publicationId }) => {
    const { outcome } = await withdraw(database, { publicationId, actor: 'system' });
    if (outcome === 'asked') asked += 1;
  });
  return asked;
}

export async function publishAgain(database: Database, word: PublicationWord): Promise<PublicationAnswer> {
  const { publicationId, actor } = word;
  return await onPublication(database, word, async (query, row) => {
    if (!['PUBLISHED', 'FAILED_FINAL', 'WITHDRAWN'].includes(row.state) || row.withdraw_asked)
      return { outcome: 'refused', code: 'in-progress' };
    const [may] = await query<{ is: boolean }>('select ledger.may_go_out($1, $2) as is', [
      row.item_id,
      row.artifact_hash,
    ]);
    if (!may?.is) return { outcome: 'refused', code: 'not-released' };
    await query(
      `update ledger.publication set state = 'QUEUED', failures = 0, questions = 0, fault = null, due_at = now(),
         changed_at = now() where publication_id = $1`,
      [publicationId],
    );
    await note(query, row.item_id, 'publish-again', { publicationId, was: row.state }, actor);
    await tellPublication(query, row, { state: 'QUEUED' }, actor);
    return { outcome: 'done', state: 'QUEUED' };
  });
}

/** Nothing else happens to the publication meanwhile. */
async function onPublication(
  database: Database,
  { publicationId, itemId }: PublicationWord,
  act: (query: Query, row: PublicationRow) => Promise<PublicationAnswer>,
): Promise<PublicationAnswer> {
  return await database.transaction(async (query) => {
    const row = await lockPublication(query, publicationId, itemId);
    return row ? await act(query, row) : { outcome: 'not-found' };
  });
}
