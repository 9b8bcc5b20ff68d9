import { constants } from 'node:fs';
import { type FileHandle, lstat, open, opendir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { BlobDamaged } from '../errors.js';
import { codeOf, diskError } from '../files/disk-errors.js';
import { syncFolder, writeAll } from '../files/write-through.js';
import { unwrapKey, type WrappedKey } from '../sealing/item-keys.js';
import type { SiteKey } from '../sealing/site-key.js';
import { type PieceLength, EMPTY_PIECE, type Parts, type PieceName, type PieceWriter } from './parts.js';
import { FRAME_BYTES, LENGTH_BYTES, type PieceCipher, pieceCipher, sealedSizeOf } from './piece-cipher.js';

const UPLOAD = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FILE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[1-9][0-9]{0,15}\.upload$/;

/** Pieces as files (0600) of one folder. */
export class FileParts implements Parts {
  constructor(
    private readonly folder: string,
    private readonly siteKey: SiteKey,
  ) {}

  async create(name: PieceName, key: WrappedKey): Promise<PieceWriter> {
    const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
    const file = await open(this.path(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600).catch((error) => {
      throw diskError(error);
    });
    return new Writer(file, this.cipherOf(name, key), this.folder);
  }

  async wholeOf(name: PieceName, key: WrappedKey, from: PieceLength): Promise<PieceLength> {
    const file = await this.opened(name);
    if (!file) return EMPTY_PIECE;
    let { plainBytes, sealedBytes } = from;
    try {
      for await (const { plain, end } of framesOf(file, this.cipherOf(name, key), from)) {
        plainBytes += plain.length;
        sealedBytes = end;
      }
      // what a crash left in the page cache has to count after a power cut as well
      await file.sync();
      return { plainBytes, sealedBytes };
    } finally {
      await file.close();
    }
  }

  async *read(name: PieceName, key: WrappedKey, plainBytes: number): AsyncGenerator<Uint8Array> {
    if (plainBytes === 0) return;
    const file = await this.opened(name);
    if (!file) throw new BlobDamaged({ detail: 'piece missing' });
    let left = plainBytes;
    try {
      for await (const { plain } of framesOf(file, this.cipherOf(name, key), EMPTY_PIECE)) {
        if (plain.length > left) break;
        left -= plain.length;
        yield plain;
        if (left === 0) return;
      }
      throw new BlobDamaged({ detail: 'piece cut' });
    } finally {
      await file.close();
    }
  }

  async remove(uploadId: string): Promise<number> {
    if (!UPLOAD.test(uploadId)) throw new RangeError('not an upload');
    let removed = 0;
    for await (const entry of await opendir(this.folder))
      if (FILE.exec(entry.name)?.[1] === uploadId) removed += await this.removeFile(entry.name);
    if (removed > 0) await syncFolder(this.folder);
    return removed;
  }

  async sweep(before: Date, known: (uploadIds: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number> {
    const old = new Map<string, string[]>();
    for await (const entry of await opendir(this.folder)) {
      const uploadId = FILE.exec(entry.name)?.[1];
      if (uploadId === undefined) continue;
      const stat = await lstat(join(this.folder, entry.name)).catch(() => undefined);
      if (stat && stat.mtime < before) old.set(uploadId, [...(old.get(uploadId) ?? []), entry.name]);
    }
    const kept = old.size === 0 ? new Set<string>() : await known([...old.keys()]);
    let removed = 0;
    for (const [uploadId, names] of old)
      if (!kept.has(uploadId)) for (const name of names) removed += await this.removeFile(name);
    return removed;
  }

  private cipherOf(name: PieceName, key: WrappedKey): PieceCipher {
    return pieceCipher(unwrapKey(this.siteKey, key), name);
  }

  private async opened(name: PieceName): Promise<FileHandle | undefined> {
    // also written to: only then fsync is allowed everywhere
    return await open(this.path(name), constants.O_RDWR | constants.O_NOFOLLOW).catch((error) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw diskError(error);
    });
  }

  private async removeFile(name: string): Promise<number> {
    return await unlink(join(this.folder, name)).then(
      () => 1,
      (error) => {
        if (codeOf(error) === 'ENOENT') return 0;
        throw error;
      },
    );
  }

  private path({ uploadId, fence }: PieceName): string {
    const name = `${uploadId}.${fence}.upload`;
    if (!FILE.test(name)) throw new RangeError('not a piece of an upload');
    return join(this.folder, name);
  }
}

class Writer implements PieceWriter {
  private buffer = Buffer.allocUnsafe(FRAME_BYTES);
  private filled = 0;
  private frame = 0;
  private length: PieceLength = EMPTY_PIECE;
  private broken: { readonly error: unknown } | undefined;

  constructor(
    private readonly file: FileHandle,
    private readonly cipher: PieceCipher,
    private readonly folder: string,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    for (let offset = 0; offset < bytes.length;) {
      const taken = Math.min(FRAME_BYTES - this.filled, bytes.length - offset);
      this.buffer.set(bytes.subarray(offset, offset + taken), this.filled);
      this.filled += taken;
      offset += taken;
      if (this.filled === FRAME_BYTES) await this.flush();
    }
  }

  async sync(): Promise<PieceLength> {
    try {
      if (!this.broken) await this.flush();
    } catch {
      // a full disk: what was written before it counts
    }
    await this.file.sync();
    if (this.length.plainBytes > 0) await syncFolder(this.folder);
    return this.length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.file.close();
  }

  /** A frame that could not be written whole is never written again: its nonce is used. */
  private async flush(): Promise<void> {
    if (this.broken) throw this.broken.error;
    if (this.filled === 0) return;
    const sealed = this.cipher.seal(this.buffer.subarray(0, this.filled), this.frame);
    this.frame += 1;
    try {
      await writeAll(this.file, sealed);
    } catch (error) {
      this.broken = { error: diskError(error) };
      throw this.broken.error;
    }
    const { plainBytes, sealedBytes } = this.length;
    this.length = { plainBytes: plainBytes + this.filled, sealedBytes: sealedBytes + sealed.length };
    this.filled = 0;
  }
}

/** Whole frames one after the other, up to the first that is not. */
async function* framesOf(
  file: FileHandle,
  cipher: PieceCipher,
  from: PieceLength,
): AsyncGenerator<{ plain: Buffer; end: number }> {
  let at = from.sealedBytes;
  for (let frame = await frameNumberAt(file, at); ; frame += 1) {
    const length = await lengthAt(file, at);
    if (length === undefined) return;
    const sealed = await readAt(file, at, sealedSizeOf(length));
    const plain = sealed.length === sealedSizeOf(length) ? cipher.open(sealed, frame) : undefined;
    if (!plain) return;
    at += sealed.length;
    yield { plain, end: at };
  }
}

async function frameNumberAt(file: FileHandle, end: number): Promise<number> {
  let frame = 0;
  for (let at = 0; at < end; frame += 1) at += sealedSizeOf((await lengthAt(file, at)) ?? end);
  return frame;
}

async function lengthAt(file: FileHandle, at: number): Promise<number | undefined> {
  const header = await readAt(file, at, LENGTH_BYTES);
  const length = header.length === LENGTH_BYTES ? header.readUInt32BE(0) : 0;
  return length > 0 && length <= FRAME_BYTES ? length : undefined;
}

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(bytes), 0, bytes, at);
  return buffer.subarray(0, bytesRead);
}
