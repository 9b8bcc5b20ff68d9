import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { BlobDamaged } from '../errors.js';

/*
 * STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM:
 *   header: "EVB1" | chunk bytes u32 | salt 16 | nonce prefix 7 | 0
 *   chunk:  ciphertext | tag 16, nonce = prefix 7 | counter u32 | last flag
 * The header and the blob's id are authenticated with every chunk, so a chunk opens only in its own place of its
 * own blob, and the stream only ends with its own last chunk.
 */
const MAGIC = Buffer.from('EVB1');
const HEADER_BYTES = 32;
const TAG_BYTES = 16;
const SMALLEST_CHUNK = 64 * 1024;
const LARGEST_CHUNK = 1024 * 1024;
const DEFAULT_CHUNK = 256 * 1024;

interface StreamKey {
  readonly key: Buffer;
  readonly prefix: Uint8Array;
  readonly aad: Buffer;
}

/** Encrypts a stream for one blob. Memory stays at two chunks whatever the length. */
export async function* encryptChunks(
  plain: AsyncIterable<Uint8Array>,
  itemKey: Uint8Array,
  blobId: string,
  chunkBytes: number = DEFAULT_CHUNK,
): AsyncGenerator<Uint8Array> {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32BE(chunkBytes, 4);
  randomBytes(23).copy(header, 8);
  const stream = streamKey(itemKey, header, blobId);
  yield header;
  let counter = 0;
  for await (const { bytes, last } of inPieces(plain, () => chunkBytes)) {
    const cipher = createCipheriv('aes-256-gcm', stream.key, nonce(stream, counter, last));
    cipher.setAAD(stream.aad);
    counter += 1;
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/** The plain bytes, each verified before it is handed out. Throws `BlobDamaged`. */
export async function* decryptChunks(
  sealed: AsyncIterable<Uint8Array>,
  itemKey: Uint8Array,
  blobId: string,
): AsyncGenerator<Uint8Array> {
  let stream: StreamKey | undefined;
  let frameBytes = HEADER_BYTES;
  let counter = 0;
  for await (const { bytes, last } of inPieces(sealed, () => frameBytes)) {
    if (stream) {
      yield openChunk(stream, bytes, counter, last);
      counter += 1;
      continue;
    }
    if (last) throw new BlobDamaged({ detail: 'cut' });
    frameBytes = chunkBytesOf(bytes) + TAG_BYTES;
    stream = streamKey(itemKey, bytes, blobId);
  }
}

function chunkBytesOf(header: Buffer): number {
  const chunkBytes = header.readUInt32BE(4);
  const plausible = header.subarray(0, 4).equals(MAGIC) && chunkBytes >= SMALLEST_CHUNK && chunkBytes <= LARGEST_CHUNK;
  if (!plausible) throw new BlobDamaged({ detail: 'header' });
  return chunkBytes;
}

function openChunk(stream: StreamKey, sealed: Buffer, counter: number, last: boolean): Buffer {
  if (sealed.length < TAG_BYTES) throw new BlobDamaged({ detail: 'cut' });
  const body = sealed.subarray(0, sealed.length - TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', stream.key, nonce(stream, counter, last));
  decipher.setAAD(stream.aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new BlobDamaged({ detail: `chunk ${counter}` });
  }
}

function streamKey(itemKey: Uint8Array, header: Buffer, blobId: string): StreamKey {
  const key = Buffer.from(hkdfSync('sha256', itemKey, header.subarray(8, 24), 'endoveil/blob/1', 32));
  return { key, prefix: header.subarray(24, 31), aad: Buffer.concat([Buffer.from(blobId), header]) };
}

function nonce(stream: StreamKey, counter: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.set(stream.prefix);
  bytes.writeUInt32BE(counter, 7);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

/**
 * Cuts a stream into pieces of exactly the size asked for when each begins; the last may be shorter, and is empty only
 * for an empty stream.
 */
async function* inPieces(
  source: AsyncIterable<Uint8Array>,
  nextSize: () => number,
): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let size = nextSize();
  // grows with what comes: most streams of a small file end long before a piece is full
  let piece = Buffer.alloc(0);
  let filled = 0;
  for await (const chunk of source) {
    let offset = 0;
    while (offset < chunk.length) {
      // a full piece waits until a further byte shows that it is not the last
      if (filled === size) {
        yield { bytes: piece.subarray(0, filled), last: false };
        size = nextSize();
        piece = Buffer.allocUnsafe(size);
        filled = 0;
      }
      const taken = Math.min(size - filled, chunk.length - offset);
      if (filled + taken > piece.length) {
        const larger = Buffer.allocUnsafe(Math.min(size, Math.max(filled + taken, 2 * piece.length)));
        larger.set(piece.subarray(0, filled));
        piece = larger;
      }
      piece.set(chunk.subarray(offset, offset + taken), filled);
      filled += taken;
      offset += taken;
    }
  }
  yield { bytes: piece.subarray(0, filled), last: true };
}
