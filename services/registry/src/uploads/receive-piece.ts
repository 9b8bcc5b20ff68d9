import type { Readable } from 'node:stream';
import type { HeldUpload, UploadPiece } from '@endoveil/ledger';
import type { PieceLength, Storage } from '@endoveil/storage';
import { type Checksum, hashFor, mismatch } from './checksum.js';

/** After so many bytes what has come is made durable, though the request goes on. */
const KEEP_EVERY_BYTES = 64 * 1024 ** 2;
const NOTHING: PieceLength = { plainBytes: 0, sealedBytes: 0 };

export interface Receiving {
  readonly held: HeldUpload;
  readonly firstByte: number;
  readonly checksum: Checksum | undefined;
  /** Writes down how far it is; throws when somebody else has the upload now. */
  readonly keep: (piece: UploadPiece) => Promise<void>;
}

/**
 * The bytes of one request, as one piece. What came counts, also when the client breaks off; with a checksum all of it
 * or nothing.
 */
export async function receivePiece(
  parts: Storage['parts'],
  stream: Readable,
  { held, firstByte, checksum, keep }: Receiving,
): Promise<UploadPiece> {
  const { uploadId, fence, wrappedKey } = held;
  const hash = hashFor(checksum);
  const state = checksum ? 'checking' : 'open';
  const at = (length: PieceLength, now: UploadPiece['state']): UploadPiece => ({
    fence,
    firstByte,
    ...length,
    state: now,
  });
  await keep(at(NOTHING, state));
  await using writer = await parts.create({ uploadId, fence }, wrappedKey);
  let failure: { readonly error: unknown } | undefined;
  try {
    let unkept = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash?.update(chunk);
      await writer.write(chunk);
      unkept += chunk.length;
      if (state === 'checking' || unkept < KEEP_EVERY_BYTES) continue;
      unkept = 0;
      await keep(at(await writer.sync(), state));
    }
  } catch (error) {
    failure = { error };
  }
  const length = await writer.sync();
  const isWrong = checksum && (failure !== undefined || !hash!.digest().equals(checksum.digest));
  const closed = at(isWrong ? NOTHING : length, 'closed');
  await keep(closed);
  if (failure) throw failure.error;
  if (isWrong) throw mismatch();
  return closed;
}
