import type { ArtifactHash } from '@endoveil/contracts';
import type { Readable } from 'node:stream';
import type { ByteRange } from '../files/object-store.js';

export interface StoredArtifact {
  readonly hash: ArtifactHash;
  readonly sizeBytes: number;
}

/** Anonymized results, in the anonymized zone under the SHA-256 of their bytes. Create-only. */
export interface Artifacts {
  /**
   * Copies the file in. Storing the same bytes twice is the same artifact. Durable when it resolves. `alive` is called
   * for every chunk.
   */
  putFile(path: string, alive?: () => void): Promise<StoredArtifact>;
  /** Ends in `ArtifactDamaged` when the bytes no longer have this hash: trust nothing before the stream's end. */
  read(hash: ArtifactHash): Readable;
  /** A part of the bytes; what is not read whole cannot be held against its hash. */
  readPart(hash: ArtifactHash, part: ByteRange): Readable;
  /** Writes the bytes to a new file (0600); removes it again when their hash is another. `alive` as above. */
  copyTo(hash: ArtifactHash, path: string, alive?: () => void): Promise<void>;
  has(hash: ArtifactHash): Promise<boolean>;
  remove(hash: ArtifactHash): Promise<boolean>;
}
