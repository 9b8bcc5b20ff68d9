import { ArtifactHash } from '@endoveil/contracts';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { ArtifactDamaged } from '../errors.js';
import type { ByteRange, ObjectStore } from '../files/object-store.js';
import { writeNewFile } from '../files/write-new-file.js';
import type { Artifacts, StoredArtifact } from './artifacts.js';

/** Artifacts over any object store. */
export class HashedArtifacts implements Artifacts {
  constructor(private readonly objects: ObjectStore) {}

  async putFile(path: string, alive?: () => void): Promise<StoredArtifact> {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      alive?.();
    }
    const artifact = ArtifactHash.parse(hash.digest('hex'));
    // hashed again while it is copied: a file that still changes must not stand under a hash it does not have
    await this.objects.create('anonymized', artifact, matching(createReadStream(path), artifact, alive));
    return { hash: artifact, sizeBytes };
  }

  read(hash: ArtifactHash): Readable {
    return Readable.from(this.checked(hash), { objectMode: false });
  }

  readPart(hash: ArtifactHash, part: ByteRange): Readable {
    return Readable.from(this.objects.read('anonymized', hash, part), { objectMode: false });
  }

  copyTo(hash: ArtifactHash, path: string, alive?: () => void): Promise<void> {
    return writeNewFile(path, this.checked(hash), alive);
  }

  has(hash: ArtifactHash): Promise<boolean> {
    return this.objects.has('anonymized', hash);
  }

  remove(hash: ArtifactHash): Promise<boolean> {
    return this.objects.remove('anonymized', hash);
  }

  private checked(hash: ArtifactHash): AsyncGenerator<Uint8Array> {
    return matching(this.objects.read('anonymized', hash), hash);
  }
}

async function* matching(
  source: AsyncIterable<Uint8Array>,
  expected: string,
  alive?: () => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of source) {
    hash.update(chunk);
    alive?.();
    yield chunk;
  }
  if (hash.digest('hex') !== expected) throw new ArtifactDamaged();
}
