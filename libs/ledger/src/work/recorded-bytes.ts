import type { ArtifactHash, BlobId, ItemId } from '@endoveil/contracts';
import type { Database } from '../database/database.js';

/** The files of one item, as the record names them. */
export interface RecordedBytes {
  readonly itemId: ItemId;
  readonly blob: BlobId;
  readonly wrappedKey: Uint8Array;
  /** Keyed hash of the plain bytes. */
  readonly contentId: string;
  readonly sizeBytes: number;
  readonly findings: readonly BlobId[];
  readonly artifacts: readonly ArtifactHash[];
}

const PAGE = 500;

export async function recordedBytes(database: Database, after: ItemId | null): Promise<readonly RecordedBytes[]> {
  return await database.query<RecordedBytes>(
    `select i.item_id as "itemId", i.blob, i.wrapped_key as "wrappedKey", i.content_id as "contentId",
       i.size_bytes::float8 as "sizeBytes",
       array(select a.findings_blob from ledger.artifact a where a.item_id = i.item_id) as findings,
       array(select a.hash from ledger.artifact a where a.item_id = i.item_id
         union select a.companion ->> 'hash' from ledger.artifact a
           where a.item_id = i.item_id and a.companion is not null) as artifacts
     from ledger.item i where i.state <> 'erased' and ($1::uuid is null or i.item_id > $1)
     order by i.item_id limit ${PAGE}`,
    [after],
  );
}

export async function notErased(database: Database, items: readonly string[]): Promise<readonly ItemId[]> {
  const rows = await database.query<{ item_id: ItemId }>(
    `select item_id from ledger.item where item_id = any($1::uuid[]) and state <> 'erased'`,
    [items],
  );
  return rows.map(({ item_id: id }) => id);
}

export async function erasedBlobs(database: Database, blobs: readonly string[]): Promise<readonly BlobId[]> {
  const rows = await database.query<{ blob: BlobId }>(
    'select distinct blob from ledger.tombstone, unnest(blobs) blob where blob = any($1) and blobs && $1',
    [blobs],
  );
  return rows.map(({ blob }) => blob);
}
