/** Zones of files: encrypted raw bytes under random ids, anonymized artifacts by hash. */
export type { Artifacts, StoredArtifact } from './contents/artifacts.js';
export type { Burial } from './bury.js';
export type { Blobs, StoredBlob } from './contents/blobs.js';
export { caseRefOf } from './sealing/case-ref.js';
export { ArtifactDamaged, BlobDamaged, NotStored, SealBroken, SiteKeyRefused } from './errors.js';
export type { Cipher, WrappedKey } from './sealing/item-keys.js';
export type { Parts, PieceLength, PieceName, PieceWriter } from './contents/parts.js';
export type { Scratch, ScratchDir } from './contents/scratch.js';
export type { ByteRange } from './files/object-store.js';
export { signerOf, type SiteSigner, verifySignature } from './sealing/signer.js';
export { createSiteKey, loadSiteKey, type Purpose, type SiteKey } from './sealing/site-key.js';
export { openStorage, type Storage, type StorageSettings } from './storage.js';
