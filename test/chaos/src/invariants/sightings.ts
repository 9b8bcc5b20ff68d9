import type { Scene } from '../scene.js';

/** One file as it was recorded; its name opened with the key of its item. */
export interface Sighting {
  readonly landingId: string;
  readonly name: string;
  /** The keyed hash of the bytes under this name. */
  readonly contentId: string;
  readonly at: Date;
}

interface Row {
  readonly landing_id: string;
  readonly content_id: string;
  readonly wrapped_key: Buffer;
  readonly file_name: Buffer;
  readonly at: Date;
}

export async function sightings({ sql, storage }: Scene): Promise<readonly Sighting[]> {
  const rows = await sql<Row>(
    `select s.landing_id, i.content_id, i.wrapped_key, s.file_name, s.at
     from ledger.sighting s join ledger.item i using (item_id)`,
  );
  return rows.map((row) => ({
    landingId: row.landing_id,
    name: storage.cipher.open(row.wrapped_key, row.file_name, 'sighting.file_name'),
    contentId: row.content_id,
    at: row.at,
  }));
}

export const contentIdOf = ({ storage }: Scene, sha256: string) => storage.siteKey.hmac('content-id', sha256);
