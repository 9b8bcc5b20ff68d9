import type { ArtifactHash, ItemId, Verdict } from '@endoveil/contracts';
import type { Database } from '../database/database.js';

/** One file of one of an item's results. */
export interface ArtifactStanding {
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Of the newest certificate for these bytes of this item; null: not verified. */
  readonly verdict: Verdict | null;
  /** A live approval stands for exactly the result it belongs to. */
  readonly approved: boolean;
}

/** Null when no result of this item has these bytes. */
export async function artifactOf(
  database: Database,
  itemId: ItemId,
  hash: ArtifactHash,
): Promise<ArtifactStanding | null> {
  const [row] = await database.query<ArtifactStanding>(
    `select case when a.hash = $2 then a.media_type else a.companion ->> 'mediaType' end as "mediaType",
       (case when a.hash = $2 then a.size_bytes else (a.companion ->> 'sizeBytes')::bigint end)::float8 as "sizeBytes",
       c.verdict, coalesce(i.approved_hash = a.hash, false) as approved
     from ledger.artifact a join ledger.item i using (item_id)
     left join ledger.certificate c on c.artifact_id = a.artifact_id
     where a.item_id = $1 and i.state <> 'erased' and (a.hash = $2 or a.companion ->> 'hash' = $2)
     order by c.certificate_id desc nulls last limit 1`,
    [itemId, hash],
  );
  return row ?? null;
}
