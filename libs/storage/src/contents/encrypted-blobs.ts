import { BlobId, type BlobId as BlobIdType } from '@endoveil/contracts';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { BlobDamaged, NotStored } from '../errors.js';
import type { ObjectStore } from '../files/object-store.js';
import { writeNewFile } from '../files/write-new-file.js';
import { decryptChunks, encryptChunks } from '../sealing/chunk-cipher.js';
import { unwrapKey, type WrappedKey } from '../sealing/item-keys.js';
import type { SiteKey } from '../sealing/site-key.js';
import type { Blobs, StoredBlob } from './blobs.js';

const MIB = 1024 * 1024;

/** Blobs over any object store. */
export class EncryptedBlobs implements Blobs {
  constructor(
    private readonly objects: ObjectStore,
    private readonly siteKey: SiteKey,
  ) {}

  async put(source: AsyncIterable<Uint8Array>, key: WrappedKey): Promise<StoredBlob> {
    const blobId = BlobId.parse(randomBytes(16).toString('hex'));
    const hash = createHash('sha256');
    let sizeBytes = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const chunk of source) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        yield chunk;
      }
    }
    const sealed = encryptChunks(counted(), unwrapKey(this.siteKey, key), blobId);
    const outcome = await this.objects.create('sensitive', blobId, sealed);
    // 128 random bits met twice: the random source is broken, and nothing here is safe
    if (outcome === 'exists') throw new Error('a random blob id was taken');
    return { blobId, sizeBytes, sha256: hash.digest('hex') };
  }

  putBytes(bytes: Uint8Array, key: WrappedKey): Promise<StoredBlob> {
    return this.put(Readable.from([bytes]), key);
  }

  read(blobId: BlobIdType, key: WrappedKey): Readable {
    return Readable.from(this.plain(blobId, key), { objectMode: false });
  }

  async bytes(blobId: BlobIdType, key: WrappedKey, maxBytes: number = 64 * MIB): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.plain(blobId, key)) {
      size += chunk.length;
      if (size > maxBytes) throw new BlobDamaged({ detail: 'larger than expected' });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  copyTo(blobId: BlobIdType, key: WrappedKey, path: string, alive?: () => void): Promise<void> {
    return writeNewFile(path, this.plain(blobId, key), alive);
  }

  async has(blobId: BlobIdType): Promise<boolean> {
    if (await this.objects.has('tombstones', blobId)) return false;
    return (await this.objects.has('sensitive', blobId)) || (await this.objects.has('quarantine', blobId));
  }

  async remove(blobId: BlobIdType): Promise<boolean> {
    const removed = await this.objects.remove('sensitive', blobId);
    return (await this.objects.remove('quarantine', blobId)) || removed;
  }

  async quarantine(blobId: BlobIdType): Promise<void> {
    await this.objects.move(blobId, 'sensitive', 'quarantine');
  }

  async release(blobId: BlobIdType): Promise<void> {
    await this.objects.move(blobId, 'quarantine', 'sensitive');
  }

  private async *plain(blobId: BlobIdType, key: WrappedKey): AsyncGenerator<Uint8Array> {
    // whatever backup has brought the bytes and the key back
    if (await this.objects.has('tombstones', blobId)) throw new NotStored();
    const itemKey = unwrapKey(this.siteKey, key);
    const zone = (await this.objects.has('quarantine', blobId)) ? 'quarantine' : 'sensitive';
    yield* decryptChunks(this.objects.read(zone, blobId), itemKey, blobId);
  }
}
