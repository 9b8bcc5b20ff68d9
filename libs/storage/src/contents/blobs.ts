import type { BlobId } from '@endoveil/contracts';
import type { Readable } from 'node:stream';
import type { WrappedKey } from '../sealing/item-keys.js';

/** What was stored. `sha256` is of the plain bytes, lower-case hex: a receipt, to be stored nowhere in clear. */
export interface StoredBlob {
  readonly blobId: BlobId;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/**
 * Raw bytes and findings: AES-256-GCM under the item's data key, in the sensitive zone, under a random id.
 * A blob is never replaced. Every method throws `EndoveilError('disk-full')` where the disk is full.
 */
export interface Blobs {
  /** Durable (fsynced, linked, folder fsynced) when it resolves; nothing is left behind when it rejects. */
  put(source: AsyncIterable<Uint8Array>, key: WrappedKey): Promise<StoredBlob>;
  putBytes(bytes: Uint8Array, key: WrappedKey): Promise<StoredBlob>;
  /** The plain bytes. Each chunk is verified before it is handed out; a tampered or cut blob ends in `BlobDamaged`. */
  read(blobId: BlobId, key: WrappedKey): Readable;
  /** All plain bytes, for findings. Throws `BlobDamaged` past `maxBytes` (default 64 MiB). */
  bytes(blobId: BlobId, key: WrappedKey, maxBytes?: number): Promise<Buffer>;
  /**
   * Writes the plain bytes to a new file (0600, never replacing one); removes it again when a chunk is refused. `alive`
   * is called for every chunk.
   */
  copyTo(blobId: BlobId, key: WrappedKey, path: string, alive?: () => void): Promise<void>;
  has(blobId: BlobId): Promise<boolean>;
  /** True when there was something to remove. */
  remove(blobId: BlobId): Promise<boolean>;
  /** Moves the ciphertext to the quarantine zone. It can still be read. Repeating it is harmless. */
  quarantine(blobId: BlobId): Promise<void>;
  /** Moves it back, for a retry. Repeating it is harmless. */
  release(blobId: BlobId): Promise<void>;
}
