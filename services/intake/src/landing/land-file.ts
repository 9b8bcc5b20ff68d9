import { EndoveilError, type ItemId, LandingId } from '@endoveil/contracts';
import type { Ledger } from '@endoveil/ledger';
import type { Locks } from '@endoveil/locks';
import { failpoint, inSpan } from '@endoveil/runtime';
import { caseRefOf, type Storage } from '@endoveil/storage';
import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { type AfterLanding, settleSource } from './after-landing.js';
import { openBeneath } from './open-beneath.js';
import { bytesOf, hashOf, isUnchanged, type Source } from './source-file.js';
import { textOf } from './source-name.js';

export type LandOutcome =
  | { readonly outcome: 'landed'; readonly itemId: ItemId; readonly landingId: LandingId; readonly sha256: string }
  /** This very file (name, inode, size, times) was landed before. */
  | { readonly outcome: 'again'; readonly landingId: LandingId }
  /** Try again later: it changed while it was read, somebody else lands it now, or the disk is too full. */
  | { readonly outcome: 'changed' | 'elsewhere' | 'no-space' }
  /** Gone, not readable for us, or not a plain file. */
  | { readonly outcome: 'vanished' | 'no-access' | 'not-a-file' };

export interface LandSettings {
  readonly afterLanding: AfterLanding;
  /** Hash the source a second time before committing: for shares, where times cannot be trusted. */
  readonly hashTwice: boolean;
  /** Below this many free bytes (after the copy) nothing is landed. */
  readonly keepFreeBytes: number;
  /** How long another process may think that a landing takes before it looks itself. */
  readonly lockMs: number;
}

/** Bytes safe in the sensitive zone, then one transaction, and only then *landed*. */
export class LandFile {
  constructor(
    private readonly storage: Storage,
    private readonly ledger: Pick<Ledger, 'land' | 'namedBlobs' | 'contentOfLanding'>,
    private readonly locks: Locks,
    private readonly settings: LandSettings,
  ) {}

  /** Throws `EndoveilError('disk-full')` and what the ledger throws; nothing is left behind then. */
  async land(source: Source): Promise<LandOutcome> {
    let file: FileHandle;
    try {
      file = await openBeneath(source.root, source.segments);
    } catch (error) {
      return { outcome: whyNotOpened(error) };
    }
    try {
      const before = await file.stat({ bigint: true });
      failpoint('intake.after-open');
      if (!before.isFile()) return { outcome: 'not-a-file' };
      const landingId = this.landingIdOf(source, before);
      const held = await this.locks.tryLock(`landing/${landingId}`, this.settings.lockMs, () =>
        inSpan('land', { 'endoveil.landing': landingId }, () => this.landOpen(source, file, before, landingId)),
      );
      return held.held ? held.value : { outcome: 'elsewhere' };
    } finally {
      await file.close();
    }
  }

  /**
   * The same file gets the same landing id from every process and after every restart, so the ledger's primary key
   * lets it in once. A change of any of these is another landing; the same bytes then become a sighting.
   */
  landingIdOf(source: Pick<Source, 'segments' | 'center'>, stat: BigIntStats): LandingId {
    const facts = [source.center, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join('\0');
    const path = Buffer.concat(source.segments.flatMap((segment) => [segment, Buffer.from('/')]));
    const hex = this.storage.siteKey.hmac('source', Buffer.concat([Buffer.from(`${facts}\0`), path]));
    return LandingId.parse(hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-a$4-$5'));
  }

  private async landOpen(
    source: Source,
    file: FileHandle,
    before: BigIntStats,
    landingId: LandingId,
  ): Promise<LandOutcome> {
    const landedContent = await this.ledger.contentOfLanding(landingId);
    if (landedContent !== null) {
      const isStored = async (sha256: string) => this.storage.siteKey.hmac('content-id', sha256) === landedContent;
      await settleSource(this.settings.afterLanding, { source, file, before, landingId, isStored });
      return { outcome: 'again', landingId };
    }
    if ((await this.storage.freeBytes()) < Number(before.size) + this.settings.keepFreeBytes) {
      return { outcome: 'no-space' };
    }
    const wrappedKey = this.storage.cipher.newKey();
    const blob = await this.storage.blobs.put(bytesOf(file), wrappedKey);
    let landed: Awaited<ReturnType<Ledger['land']>>;
    try {
      failpoint('intake.after-copy');
      if (!(await this.isWhole(source, file, before, blob))) {
        await this.storage.blobs.remove(blob.blobId);
        return { outcome: 'changed' };
      }
      failpoint('intake.after-link');
      landed = await this.ledger.land({
        landingId,
        blob: blob.blobId,
        wrappedKey,
        contentId: this.storage.siteKey.hmac('content-id', blob.sha256),
        center: source.center,
        processor: source.processor,
        caseRef: caseRefOf(this.storage.siteKey, source.center, source.caseName ?? landingId),
        names: {
          fileName: textOf(source.segments.at(-1)!),
          sourcePath: source.segments.map(textOf).join('/'),
          caseName: source.caseName ?? '',
        },
        sizeBytes: blob.sizeBytes,
      });
    } catch (error) {
      // the commit may have happened all the same: only a blob that no row names is ours to remove
      await this.removeUnnamed(blob.blobId).catch(() => {});
      throw error;
    }
    failpoint('intake.after-land');
    if (landed.outcome === 'again') await this.removeUnnamed(blob.blobId);
    const isStored = async (sha256: string) => sha256 === blob.sha256;
    await settleSource(this.settings.afterLanding, { source, file, before, landingId, isStored });
    return landed.outcome === 'again'
      ? { outcome: 'again', landingId }
      : { outcome: 'landed', itemId: landed.itemId, landingId, sha256: blob.sha256 };
  }

  private async isWhole(
    source: Source,
    file: FileHandle,
    before: BigIntStats,
    blob: { sizeBytes: number; sha256: string },
  ): Promise<boolean> {
    if (BigInt(blob.sizeBytes) !== before.size || !(await isUnchanged(source, file, before))) return false;
    if (!this.settings.hashTwice) return true;
    return (await hashOf(file)) === blob.sha256 && (await isUnchanged(source, file, before));
  }

  private async removeUnnamed(blobId: Parameters<Storage['blobs']['remove']>[0]): Promise<void> {
    if (!(await this.ledger.namedBlobs([blobId])).has(blobId)) await this.storage.blobs.remove(blobId);
  }
}

function whyNotOpened(error: unknown): 'vanished' | 'no-access' | 'not-a-file' {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ESTALE':
      return 'vanished';
    case 'EACCES':
    case 'EPERM':
      return 'no-access';
    case 'ELOOP':
    case 'ENOTDIR':
    case 'ENXIO':
    case 'ENODEV':
      return 'not-a-file';
    default:
      // node's message carries the path
      throw new EndoveilError('internal', { detail: String((error as NodeJS.ErrnoException).code ?? 'open') });
  }
}
