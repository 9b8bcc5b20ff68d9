import type { ItemId, UploadId } from '@endoveil/contracts';
import type { Database } from '../database/database.js';
import type { Cipher } from '../ports.js';

/** What a client said of a file it sends. Sealed under the upload's own key before it reaches Postgres. */
export interface UploadFacts {
  readonly fileName: string;
  readonly caseName: string | null;
  /** Of the whole file, lower-case hex, where the client says it. */
  readonly sha256: string | null;
}

export interface NewUpload {
  readonly uploadId: UploadId;
  /** Who sends it: nobody else may go on with it. */
  readonly owner: string;
  readonly center: string;
  readonly processor: string;
  readonly sizeBytes: number;
  readonly wrappedKey: Uint8Array;
  readonly facts: UploadFacts;
}

export interface UploadPiece {
  readonly fence: number;
  readonly firstByte: number;
  readonly plainBytes: number;
  readonly sealedBytes: number;
  /** `open` and `checking`: its writer has not ended it. */
  readonly state: 'open' | 'checking' | 'closed';
}

/** An upload in one pair of hands: whoever takes it next makes this fence worthless. */
export interface HeldUpload {
  readonly uploadId: UploadId;
  readonly fence: number;
  readonly center: string;
  readonly processor: string;
  readonly sizeBytes: number;
  readonly changedAt: Date;
  /** Set once it is landed; key, facts and pieces are gone then. */
  readonly itemId: ItemId | null;
  readonly wrappedKey: Uint8Array;
  readonly facts: UploadFacts;
  /** In the order of their bytes. */
  readonly pieces: readonly UploadPiece[];
}

export interface UploadLimits {
  /** Open uploads of one owner. */
  readonly each: number;
}

/** What is still to come of all open uploads, for what is reserved. */
export interface UploadsOpen {
  readonly count: number;
  readonly bytes: number;
}

export async function createUpload(
  database: Database,
  cipher: Cipher,
  upload: NewUpload,
  limits: UploadLimits,
): Promise<'created' | 'too-many'> {
  const facts = Buffer.from(cipher.seal(upload.wrappedKey, JSON.stringify(upload.facts), 'upload.facts'));
  return await database.transaction(async (query) => {
    await query(`select pg_advisory_xact_lock(hashtextextended('endoveil/upload/' || $1, 0))`, [upload.owner]);
    const [open] = await query<{ count: number }>(
      'select count(*)::int as count from ledger.upload where owner = $1 and item_id is null and upload_id <> $2',
      [upload.owner, upload.uploadId],
    );
    if (open!.count >= limits.each) return 'too-many';
    await query(
      `insert into ledger.upload (upload_id, owner, center, processor, size_bytes, wrapped_key, facts)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (upload_id) do nothing`,
      [
        upload.uploadId,
        upload.owner,
        upload.center,
        upload.processor,
        upload.sizeBytes,
        Buffer.from(upload.wrappedKey),
        facts,
      ],
    );
    return 'created';
  });
}

interface Row {
  readonly upload_id: UploadId;
  readonly fence: string;
  readonly center: string;
  readonly processor: string;
  readonly size_bytes: string;
  readonly changed_at: Date;
  readonly item_id: ItemId | null;
  readonly wrapped_key: Buffer | null;
  readonly facts: Buffer | null;
}

/** Takes an upload over from whoever had it. Null: there is none. */
export async function takeUpload(database: Database, cipher: Cipher, uploadId: UploadId): Promise<HeldUpload | null> {
  return await database.transaction(async (query) => {
    const [row] = await query<Row>('update ledger.upload set fence = fence + 1 where upload_id = $1 returning *', [
      uploadId,
    ]);
    if (!row) return null;
    const pieces = await query<Record<'fence' | 'first_byte' | 'plain_bytes' | 'sealed_bytes', string> & UploadPiece>(
      'select * from ledger.upload_piece where upload_id = $1 order by first_byte, fence',
      [uploadId],
    );
    const key = row.wrapped_key ?? Buffer.alloc(0);
    const nothing: UploadFacts = { fileName: '', caseName: null, sha256: null };
    return {
      uploadId,
      fence: Number(row.fence),
      center: row.center,
      processor: row.processor,
      sizeBytes: Number(row.size_bytes),
      changedAt: row.changed_at,
      itemId: row.item_id,
      wrappedKey: key,
      facts: row.facts ? (JSON.parse(cipher.open(key, row.facts, 'upload.facts')) as UploadFacts) : nothing,
      pieces: pieces.map((piece) => ({
        fence: Number(piece.fence),
        firstByte: Number(piece.first_byte),
        plainBytes: Number(piece.plain_bytes),
        sealedBytes: Number(piece.sealed_bytes),
        state: piece.state,
      })),
    };
  });
}

type Holding = Pick<HeldUpload, 'uploadId' | 'fence'>;

/** Writes down how far a piece is. `fenced-out`: somebody else has the upload now, and nothing was written. */
export async function keepPiece(database: Database, held: Holding, piece: UploadPiece): Promise<'kept' | 'fenced-out'> {
  const kept = await database.query(
    `with held as (
       update ledger.upload set changed_at = clock_timestamp() where upload_id = $1 and fence = $2 returning upload_id)
     insert into ledger.upload_piece (upload_id, fence, first_byte, plain_bytes, sealed_bytes, state)
     select upload_id, $3, $4, $5, $6, $7 from held
     on conflict (upload_id, fence) do update
       set plain_bytes = excluded.plain_bytes, sealed_bytes = excluded.sealed_bytes, state = excluded.state
     returning 1`,
    [held.uploadId, held.fence, piece.fence, piece.firstByte, piece.plainBytes, piece.sealedBytes, piece.state],
  );
  return kept.length === 1 ? 'kept' : 'fenced-out';
}

/** Its bytes are an item's now: the key is the item's alone. */
export async function endUpload(database: Database, uploadId: UploadId, itemId: ItemId): Promise<void> {
  await database.transaction(async (query) => {
    await query(
      `update ledger.upload set item_id = $2, wrapped_key = null, facts = null, changed_at = clock_timestamp()
       where upload_id = $1`,
      [uploadId, itemId],
    );
    await query('delete from ledger.upload_piece where upload_id = $1', [uploadId]);
  });
}

/** The key goes with the row, so what is left of the bytes opens for nobody. */
export async function dropUpload(database: Database, uploadId: UploadId): Promise<void> {
  await database.query('delete from ledger.upload where upload_id = $1', [uploadId]);
}

export async function uploadOwner(
  database: Database,
  uploadId: UploadId,
): Promise<{ readonly owner: string; readonly center: string } | null> {
  const [row] = await database.query<{ owner: string; center: string }>(
    'select owner, center from ledger.upload where upload_id = $1',
    [uploadId],
  );
  return row ?? null;
}

/** Those of `uploads` that are there and not landed. */
export async function openUploads(database: Database, uploads: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database.query<{ upload_id: string }>(
    'select upload_id from ledger.upload where upload_id = any($1::uuid[]) and item_id is null',
    [uploads],
  );
  return new Set(rows.map(({ upload_id: id }) => id));
}

/** Uploads on which nothing has happened for so long are forgotten; which ones. */
export async function expireUploads(database: Database, afterHours: number): Promise<readonly UploadId[]> {
  const rows = await database.query<{ upload_id: UploadId }>(
    'delete from ledger.upload where changed_at < now() - make_interval(secs => $1) returning upload_id',
    [afterHours * 3600],
  );
  return rows.map(({ upload_id: id }) => id);
}

export async function uploadsOpen(database: Database): Promise<UploadsOpen> {
  const [row] = await database.query<{ count: number; bytes: string }>(
    `select count(*)::int as count, coalesce(sum(2 * size_bytes -
       (select coalesce(sum(p.plain_bytes), 0) from ledger.upload_piece p where p.upload_id = u.upload_id)), 0) as bytes
     from ledger.upload u where item_id is null`,
  );
  return { count: row!.count, bytes: Number(row!.bytes) };
}
