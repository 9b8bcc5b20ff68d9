import type { ArtifactHash, BlobId, LevelName, ReasonCode } from '@endoveil/contracts';
import type { ArtifactFacts, ArtifactFile } from './attempt.js';
import type { Query } from '../database/database.js';

export interface ArtifactRow {
  readonly artifact_id: string;
  readonly hash: ArtifactHash;
  readonly media_type: string;
  readonly size_bytes: string;
  readonly level: LevelName;
  readonly degraded: ReasonCode | null;
  readonly companion: ArtifactFile | null;
  readonly findings_blob: BlobId;
  readonly findings_key: Buffer;
}

/** The newest artifact of a run: the one that later stages work on. */
export async function newestArtifact(query: Query, runId: string): Promise<ArtifactRow | undefined> {
  const [row] = await query<ArtifactRow>('select * from ledger.artifact where run_id = $1 order by step desc limit 1', [
    runId,
  ]);
  return row;
}

export function artifactFacts(row: Omit<ArtifactRow, 'findings_blob' | 'findings_key'>): ArtifactFacts {
  return {
    artifactId: row.artifact_id as ArtifactFacts['artifactId'],
    hash: row.hash,
    mediaType: row.media_type,
    sizeBytes: Number(row.size_bytes),
    level: row.level,
    degraded: row.degraded,
    companion: row.companion,
  };
}
