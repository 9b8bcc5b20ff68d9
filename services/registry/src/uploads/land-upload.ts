import { type ItemId, LandingId, UploadId } from '@endoveil/contracts';
import type { HeldUpload, Ledger } from '@endoveil/ledger';
import { failpoint, inSpan } from '@endoveil/runtime';
import { caseRefOf, type Storage } from '@endoveil/storage';
import { mismatch } from './checksum.js';

/**
 * Makes an item of a whole upload: bytes into the sensitive zone, one transaction, and only then *landed*. May be
 * repeated, and by several at once: the upload's id is the landing's, so the record lets it in once.
 */
export async function landUpload(storage: Storage, ledger: Ledger, upload: HeldUpload): Promise<ItemId> {
  const landingId = LandingId.parse(upload.uploadId);
  const landed = (await ledger.knownLandings([landingId])).has(landingId)
    ? (landingId as string as ItemId)
    : await inSpan('land', { 'endoveil.landing': landingId }, () => land(storage, ledger, upload, landingId));
  await ledger.endUpload(upload.uploadId, landed);
  await storage.parts.remove(upload.uploadId);
  return landed;
}

async function land(storage: Storage, ledger: Ledger, upload: HeldUpload, landingId: LandingId): Promise<ItemId> {
  const { center, processor, wrappedKey, facts } = upload;
  const blob = await storage.blobs.put(plainOf(storage, upload), wrappedKey);
  const removeUnnamed = async () => {
    if (!(await ledger.namedBlobs([blob.blobId])).has(blob.blobId)) await storage.blobs.remove(blob.blobId);
  };
  if (facts.sha256 !== null && facts.sha256 !== blob.sha256) {
    await storage.blobs.remove(blob.blobId);
    await forgetUpload(storage, ledger, upload.uploadId);
    throw mismatch();
  }
  failpoint('intake.after-link');
  try {
    const result = await ledger.land({
      landingId,
      blob: blob.blobId,
      wrappedKey,
      contentId: storage.siteKey.hmac('content-id', blob.sha256),
      center,
      processor,
      caseRef: caseRefOf(storage.siteKey, center, facts.caseName ?? landingId),
      names: { fileName: facts.fileName, sourcePath: facts.fileName, caseName: facts.caseName ?? '' },
      sizeBytes: blob.sizeBytes,
    });
    if (result.outcome === 'again') await removeUnnamed();
    return result.itemId;
  } catch (error) {
    // the commit may have happened all the same
    await removeUnnamed().catch(() => undefined);
    throw error;
  }
}

/** The row first: with it goes the key. */
export async function forgetUpload(storage: Storage, ledger: Ledger, uploadId: UploadId): Promise<void> {
  await ledger.dropUpload(uploadId);
  await storage.parts.remove(uploadId);
}

async function* plainOf({ parts }: Storage, { uploadId, wrappedKey, pieces }: HeldUpload): AsyncGenerator<Uint8Array> {
  for (const { fence, plainBytes } of pieces) yield* parts.read({ uploadId, fence }, wrappedKey, plainBytes);
}
