import {
  type FieldName,
  type FieldSource,
  type ItemId,
  type ItemState,
  type JobId,
  MetadataExtracted,
} from '@endoveil/contracts';
import { newestArtifact } from '../work/artifact-row.js';
import type { Database, Query } from '../database/database.js';
import { openJob } from '../work/drive.js';
import type { FieldConsent, FieldResult, PersonsValue } from '../face.js';
import { moveRun, note } from '../record/history.js';
import { lockJob, runOf } from '../work/job-row.js';
import { identifying } from '../record/lookups.js';
import type { Cipher } from '../ports.js';

interface Item {
  readonly state: ItemState;
  readonly center: string;
  readonly case_ref: string;
  readonly current_run: string;
  readonly wrapped_key: Buffer;
  /** Of its history, looking at it left out. */
  readonly version: number;
}

/** What has been decided on keeps the metadata that were decided on. */
const decided: readonly ItemState[] = ['approved', 'published', 'erased'];

/** A person's value: strongest of all, kept through every run. What another person entered goes only with consent. */
export function setField(
  database: Database,
  cipher: Cipher,
  itemId: ItemId,
  { name, value, ...consent }: PersonsValue,
  actor: string,
): Promise<FieldResult> {
  return changing(database, itemId, consent.version, async (query, item) => {
    const [before] = await valuesOf(query, cipher, itemId, item, name, 'person');
    if (before === value) return { outcome: 'unchanged' };
    if (before !== undefined && !consent.replace) return { outcome: 'occupied' };
    return await put(
      query,
      cipher,
      itemId,
      item,
      { name, value, action: before ? 'field-replaced' : 'field-set' },
      actor,
    );
  });
}

/** A person takes over what a machine found, as it stands in the record. */
export function acceptField(
  database: Database,
  cipher: Cipher,
  itemId: ItemId,
  name: FieldName,
  source: FieldSource,
  actor: string,
  consent: FieldConsent,
): Promise<FieldResult> {
  return changing(database, itemId, consent.version, async (query, item) => {
    const [value] = await valuesOf(query, cipher, itemId, item, name, source);
    if (value === undefined) return { outcome: 'not-found' };
    const [before] = await valuesOf(query, cipher, itemId, item, name, 'person');
    if (before === value) return { outcome: 'unchanged' };
    if (before !== undefined && !consent.replace) return { outcome: 'occupied' };
    return await put(query, cipher, itemId, item, { name, value, action: 'field-accepted', source }, actor);
  });
}

async function changing(
  database: Database,
  itemId: ItemId,
  seen: number | undefined,
  change: (query: Query, item: Item) => Promise<FieldResult>,
): Promise<FieldResult> {
  return await database.transaction(async (query) => {
    const [item] = await query<Item>(
      'select *, history_number - readings as version from ledger.item where item_id = $1 for update',
      [itemId],
    );
    if (!item) return { outcome: 'not-found' };
    if (seen !== undefined && item.version !== seen) return { outcome: 'changed' };
    return decided.includes(item.state) ? { outcome: 'final' } : await change(query, item);
  });
}

async function valuesOf(
  query: Query,
  cipher: Cipher,
  itemId: ItemId,
  item: Item,
  name: FieldName,
  source: FieldSource,
): Promise<string[]> {
  const rows = await query<{ value: Buffer }>(
    `select value from ledger.field where item_id = $1 and name = $2 and source = $3
     and (source = 'person' or run_id = $4) order by ordinal`,
    [itemId, name, source, item.current_run],
  );
  return rows.map(({ value }) => cipher.open(item.wrapped_key, value, 'field.value'));
}

async function put(
  query: Query,
  cipher: Cipher,
  itemId: ItemId,
  item: Item,
  field: { readonly name: FieldName; readonly value: string; readonly action: string; readonly source?: FieldSource },
  actor: string,
): Promise<FieldResult> {
  const { name, value, action, source } = field;
  const searched = !identifying.includes(name) || (await isKnown(query, cipher, item, name, value));
  await retire(query, itemId, item, name);
  await query(
    `insert into ledger.field (run_id, item_id, name, source, ordinal, level, confidence, value)
     values ($1, $2, $3, 'person', 0, 'person', 1, $4)`,
    [item.current_run, itemId, name, Buffer.from(cipher.seal(item.wrapped_key, value, 'field.value'))],
  );
  await note(query, itemId, action, { field: name, ...(source ? { source } : {}) }, actor);
  return { outcome: 'set', verifiedAgain: !searched && (await verifyAgain(query, itemId, item)) };
}

/** Takes away a person's value, if there is one. It stays among what is searched for: a typing mistake may be near the truth. */
async function retire(query: Query, itemId: ItemId, item: Item, name: FieldName): Promise<void> {
  await query(
    `with gone as (delete from ledger.field where item_id = $1 and name = $2 and source = 'person' returning value)
     insert into ledger.known_value (run_id, item_id, ordinal, name, value)
     select $3, $1, (select least(coalesce(min(ordinal), 0), 0) - 1 from ledger.known_value where run_id = $3), $2, value
     from gone`,
    [itemId, name, item.current_run],
  );
}

/** Whether the case's certificates were given in the knowledge of this value. */
async function isKnown(query: Query, cipher: Cipher, item: Item, name: FieldName, value: string): Promise<boolean> {
  const rows = await query<{ value: Buffer; wrapped_key: Buffer }>(
    `select f.value, i.wrapped_key from ledger.item i join (
       select item_id, name, value from ledger.field union all select item_id, name, value from ledger.known_value) f
       using (item_id)
     where i.center = $1 and i.case_ref = $2 and f.name = $3`,
    [item.center, item.case_ref, name],
  );
  return rows.some((row) => cipher.open(row.wrapped_key, row.value, 'field.value') === value);
}

/** A certificate says what was searched for; this was not. Whoever is verifying right now is fenced out by the new step. */
async function verifyAgain(query: Query, itemId: ItemId, item: Item): Promise<boolean> {
  const jobs = await query<{ job_id: JobId }>(
    `select j.job_id from ledger.job j join ledger.run r using (run_id)
     where j.item_id = $1 and j.stage = 'verify' and r.state in ('verifying', 'verified', 'in-review')
       and (r.run_id = $2 or r.ended_at is null)`,
    [itemId, item.current_run],
  );
  for (const { job_id: jobId } of jobs) {
    const row = (await lockJob(query, jobId))!;
    const artifact = await newestArtifact(query, row.run_id);
    const { runId } = runOf(row);
    await moveRun(query, { itemId, runId }, 'verifying');
    await openJob(query, {
      itemId,
      runId,
      stage: 'verify',
      event: MetadataExtracted,
      payload: {
        itemId,
        runId,
        kind: row.kind,
        level: row.trigger_payload['level'],
        artifactId: artifact?.artifact_id,
        artifactHash: artifact?.hash,
      },
      correlationId: row.correlation_id,
      traceparent: row.traceparent,
    });
  }
  return jobs.length > 0;
}
