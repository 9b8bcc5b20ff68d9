import { EndoveilError } from '@endoveil/contracts';

/** The ciphertext was cut, reordered, swapped or changed. */
export class BlobDamaged extends EndoveilError {
  override readonly name = 'BlobDamaged';
  constructor(options?: { cause?: unknown; detail?: string }) {
    super('stored-bytes-damaged', options);
  }
}

/** The bytes under an artifact's hash no longer have this hash. */
export class ArtifactDamaged extends EndoveilError {
  override readonly name = 'ArtifactDamaged';
  constructor(options?: { cause?: unknown; detail?: string }) {
    super('stored-bytes-damaged', options);
  }
}

/** Nothing is stored under this id. */
export class NotStored extends EndoveilError {
  override readonly name = 'NotStored';
  constructor(options?: { cause?: unknown; detail?: string }) {
    super('stored-bytes-missing', options);
  }
}

/** A sealed column does not open: another key, another column, or changed bytes. */
export class SealBroken extends EndoveilError {
  override readonly name = 'SealBroken';
  constructor(options?: { cause?: unknown; detail?: string }) {
    super('stored-bytes-damaged', options);
  }
}

/** The site key file is missing, damaged, or open to others. */
export class SiteKeyRefused extends EndoveilError {
  override readonly name = 'SiteKeyRefused';
  constructor(detail: string, options?: { cause?: unknown }) {
    super('site-key-refused', { ...options, detail });
  }
}
