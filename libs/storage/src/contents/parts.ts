import type { WrappedKey } from '../sealing/item-keys.js';

/** Which piece of which upload. `uploadId` is a UUID, `fence` a whole number ≥ 1: nothing else becomes a path. */
export interface PieceName {
  readonly uploadId: string;
  readonly fence: number;
}

/** How much of a piece counts: plain bytes, and where they end in the file. */
export interface PieceLength {
  readonly plainBytes: number;
  readonly sealedBytes: number;
}

export const EMPTY_PIECE: PieceLength = { plainBytes: 0, sealedBytes: 0 };

/** One piece while it is written. Bytes reach the disk encrypted only. */
export interface PieceWriter extends AsyncDisposable {
  write(bytes: Uint8Array): Promise<void>;
  /** Everything written so far is durable when it resolves. */
  sync(): Promise<PieceLength>;
}

/**
 * Uploads that are not whole yet: pieces of frames, AES-256-GCM under the upload's own key, below the landing zone.
 * A frame opens only in its place of its piece; one that was cut off by a crash does not count.
 * Every method throws `EndoveilError('disk-full')` where the disk is full.
 */
export interface Parts {
  /** A piece is written once, by one writer. */
  create(name: PieceName, key: WrappedKey): Promise<PieceWriter>;
  /** What of a piece is whole, looked for from what is known to be; a piece that is not there has nothing. */
  wholeOf(name: PieceName, key: WrappedKey, from: PieceLength): Promise<PieceLength>;
  /** The first `plainBytes` of a piece. Throws `BlobDamaged` where they are not all there. */
  read(name: PieceName, key: WrappedKey, plainBytes: number): AsyncIterable<Uint8Array>;
  /** Removes every piece of an upload; how many. */
  remove(uploadId: string): Promise<number>;
  /** Removes pieces last written before the given time of uploads that `known` does not answer; how many. */
  sweep(before: Date, known: (uploadIds: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>;
}
