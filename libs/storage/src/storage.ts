import type { ArtifactHash, BlobId } from '@endoveil/contracts';
import { type Burial, bury, namesIn } from './bury.js';
import { collectOrphans, collectResults, type Named } from './collect-orphans.js';
import type { Artifacts } from './contents/artifacts.js';
import type { Blobs } from './contents/blobs.js';
import { EncryptedBlobs } from './contents/encrypted-blobs.js';
import { FileParts } from './contents/file-parts.js';
import { FileScratch } from './contents/file-scratch.js';
import { HashedArtifacts } from './contents/hashed-artifacts.js';
import type { Parts } from './contents/parts.js';
import type { Scratch } from './contents/scratch.js';
import { FileObjectStore } from './files/file-object-store.js';
import { openZones } from './files/zones.js';
import { type Cipher, cipherOf } from './sealing/item-keys.js';
import type { SiteKey } from './sealing/site-key.js';

export interface StorageSettings {
  /** The folder of all zones; made (0700) when missing. All zones but scratch share one file system. */
  readonly zonesDir: string;
  /** Where scratch lies instead of `<zonesDir>/scratch`: a tmpfs. */
  readonly scratchDir?: string;
  readonly siteKey: SiteKey;
}

/** Everything that holds bytes. One per process. */
export interface Storage {
  readonly siteKey: SiteKey;
  readonly cipher: Cipher;
  readonly blobs: Blobs;
  readonly artifacts: Artifacts;
  readonly scratch: Scratch;
  /** Uploads that are not whole yet. */
  readonly parts: Parts;
  /**
   * Removes the bytes of an erased item for good. A tombstone stays in the zones for the item and for each blob: what
   * has one is never read again, though an old backup brings bytes and key back. Repeating it is harmless.
   */
  bury(bytes: Burial): Promise<void>;
  /** Ids of buried items and blobs, both as 32 hex digits. */
  buried(): AsyncIterable<string>;
  /** Every blob in the zones, in no order. */
  listBlobs(): AsyncIterable<BlobId>;
  /** Free bytes of the zones' volume, for backpressure. */
  freeBytes(): Promise<number>;
  /**
   * Removes blobs older than `olderThanHours` (default 24) that no row names, and temporary files as old.
   * `named` is given ids in batches and returns those that some row names. Returns how many were removed.
   */
  collectOrphans(named: Named<BlobId>, olderThanHours?: number): Promise<number>;
  /** Removes results as old that no row names. */
  collectResults(named: Named<ArtifactHash>, olderThanHours?: number): Promise<number>;
}

export async function openStorage(settings: StorageSettings): Promise<Storage> {
  const zones = await openZones(settings.zonesDir, settings.scratchDir);
  const objects = new FileObjectStore(zones);
  return {
    siteKey: settings.siteKey,
    cipher: cipherOf(settings.siteKey),
    blobs: new EncryptedBlobs(objects, settings.siteKey),
    artifacts: new HashedArtifacts(objects),
    scratch: new FileScratch(zones.scratch),
    parts: new FileParts(zones.landing, settings.siteKey),
    bury: (bytes) => bury(objects, bytes),
    buried: () => namesIn(objects, ['tombstones']),
    listBlobs: () => namesIn(objects, ['sensitive', 'quarantine']) as AsyncIterable<BlobId>,
    freeBytes: () => objects.freeBytes(),
    collectOrphans: (named, olderThanHours = 24) => collectOrphans(objects, named, olderThanHours),
    collectResults: (named, olderThanHours = 24) => collectResults(objects, named, olderThanHours),
  };
}
