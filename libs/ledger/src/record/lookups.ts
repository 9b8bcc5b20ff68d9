import type { BlobId, FieldName, ItemId, JobId, KnownValue, LandingId } from '@endoveil/contracts';
import type { Database } from '../database/database.js';
import type { Cipher } from '../ports.js';
import type { Timing } from '../work/timing.js';

/** Null: nothing was landed under this id. Empty: it was erased since. */
export async function contentOfLanding(database: Database, landingId: LandingId): Promise<string | null> {
  const [row] = await database.query<{ content_id: string }>(
    'select i.content_id from ledger.sighting s join ledger.item i using (item_id) where s.landing_id = $1',
    [landingId],
  );
  return row?.content_id ?? null;
}

export async function centerOf(database: Database, itemId: ItemId): Promise<string | null> {
  const [row] = await database.query<{ center: string }>('select center from ledger.item where item_id = $1', [itemId]);
  return row?.center ?? null;
}

export async function itemOfJob(database: Database, jobId: JobId): Promise<ItemId | null> {
  const [row] = await database.query<{ item_id: ItemId }>('select item_id from ledger.job where job_id = $1', [jobId]);
  return row?.item_id ?? null;
}

/** A beat that comes late finds its lease again as long as nobody took it: so long it counts. */
export async function isLeased(database: Database, timing: Timing, jobId: JobId, fence: number): Promise<boolean> {
  const rows = await database.query(
    `select 1 from ledger.job where job_id = $1 and fence = $2 and state = 'running'
       and lease_until > now() - make_interval(secs => $3)`,
    [jobId, fence, timing.leaseSeconds],
  );
  return rows.length === 1;
}

/** What its file was called when it landed. */
export async function fileNameOf(database: Database, cipher: Cipher, itemId: ItemId): Promise<string | null> {
  const [row] = await database.query<{ wrapped_key: Buffer; file_name: Buffer }>(
    `select i.wrapped_key, s.file_name from ledger.item i join ledger.sighting s on s.landing_id = i.item_id
     where i.item_id = $1`,
    [itemId],
  );
  return row ? cipher.open(row.wrapped_key, row.file_name, 'sighting.file_name') : null;
}

/** What names a device or an hour points at nobody: the rest of the fields may. */
export const identifying: readonly FieldName[] = [
  'last-name',
  'first-name',
  'birth-date',
  'case-number',
  'patient-id',
  'exam-date',
  'examiner',
  'assistant',
  'device-serial',
  'institution',
];

/** Everything known in this case, and of no other, each value once. */
export async function knownValuesOf(
  database: Database,
  cipher: Cipher,
  center: string,
  caseRef: string,
): Promise<readonly KnownValue[]> {
  const rows = await database.query<{ name: FieldName; value: Buffer; wrapped_key: Buffer }>(
    `select f.name, f.value, i.wrapped_key from ledger.item i join (
       select item_id, name, value, confidence from ledger.field where name = any($3)
       union all select item_id, name, value, 1 from ledger.known_value) f using (item_id)
     where i.center = $1 and i.case_ref = $2 order by f.confidence desc`,
    [center, caseRef, identifying],
  );
  const values = new Map<string, KnownValue>();
  for (const { name, value, wrapped_key: key } of rows) {
    const known = { name, value: cipher.open(key, value, 'field.value') };
    values.set(`${name}\0${known.value}`, known);
  }
  return [...values.values()];
}

export async function knownLandings(
  database: Database,
  landings: readonly LandingId[],
): Promise<ReadonlySet<LandingId>> {
  const rows = await database.query<{ landing_id: LandingId }>(
    'select landing_id from ledger.sighting where landing_id = any($1::uuid[])',
    [landings],
  );
  return new Set(rows.map(({ landing_id: id }) => id));
}

export async function namedBlobs(database: Database, blobs: readonly BlobId[]): Promise<ReadonlySet<BlobId>> {
  const rows = await database.query<{ blob: BlobId }>(
    `select blob from ledger.item where blob = any($1) union select findings_blob from ledger.artifact where findings_blob = any($1)`,
    [blobs],
  );
  return new Set(rows.map(({ blob }) => blob));
}
