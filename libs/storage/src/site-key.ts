/** What a key derived from the site key is for. One purpose, one key (HKDF-SHA256). */
export type Purpose =
  | 'wrap'
  | 'content-id'
  | 'pseudonym'
  | 'date-shift'
  | 'certificate'
  | 'known-value'
  | 'source'
  | 'lock';

export interface SiteKey {
  /** Names this key without telling anything about it: 16 hex digits. */
  readonly id: string;
  /** 32 bytes. `certificate` is an Ed25519 seed. */
  derive(purpose: Purpose): Buffer;
  /** HMAC-SHA256 under the purpose's key, lower-case hex. Strings are taken as UTF-8, as they are. */
  hmac(purpose: Purpose, value: string | Uint8Array): string;
}

/** Makes the key file (0600) if there is none, then loads it. Only an explicit set-up calls this. */
export function createSiteKey(_path: string): Promise<SiteKey> {
  throw new Error('not built yet');
}

/** Throws `SiteKeyRefused` when the file is missing, damaged, a link, or readable by anyone but its owner. */
export function loadSiteKey(_path: string): Promise<SiteKey> {
  throw new Error('not built yet');
}
