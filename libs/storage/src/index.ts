/** Zones of files: encrypted raw bytes under random ids, anonymized artifacts by hash. */
export type { Artifacts, StoredArtifact } from './artifacts.js';
export type { Burial } from './bury.js';
export type { Blobs, StoredBlob } from './blobs.js';
export { caseRefOf } from './case-ref.js';
export { ArtifactDamaged, BlobDamaged, NotStored, SealBroken, SiteKeyRefused } from './errors.js';
export type { Cipher, WrappedKey } from './item-keys.js';
export type { Parts, PieceLength, PieceName, PieceWriter } from './parts.js';
export type { Scratch, ScratchDir } from './scratch.js';
export type { ByteRange } from './object-store.js';
export { signerOf, type SiteSigner, verifySignature } from './signer.js';
export { createSiteKey, loadSiteKey, type Purpose, type SiteKey } from './site-key.js';
export { openStorage, type Storage, type StorageSettings } from './storage.js';
