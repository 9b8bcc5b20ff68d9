import type { ArtifactHash } from '@endoveil/contracts';
import type { Readable } from 'node:stream';

export interface StoredArtifact {
  readonly hash: ArtifactHash;
  readonly sizeBytes: number;
}

/** Anonymized results, in the anonymized zone under the SHA-256 of their bytes. Create-only. */
export interface Artifacts {
  /** Copies the file in. Storing the same bytes twice is the same artifact. Durable when it resolves. */
  putFile(path: string): Promise<StoredArtifact>;
  /** Ends in `ArtifactDamaged` when the bytes no longer have this hash: trust nothing before the stream's end. */
  read(hash: ArtifactHash): Readable;
  /** Writes the bytes to a new file (0600); removes it again when their hash is another. */
  copyTo(hash: ArtifactHash, path: string): Promise<void>;
  has(hash: ArtifactHash): Promise<boolean>;
  remove(hash: ArtifactHash): Promise<boolean>;
}
