/**
 * Encrypts the identifying columns of one item. `itemKey` is the item's wrapped data key as it stands in the
 * ledger; the port unwraps it, and the ledger never sees the site key or a bare data key.
 */
export interface Cipher {
  /** A fresh nonce each time, so equal texts give different boxes. */
  seal(itemKey: Uint8Array, plaintext: string, column?: string): Uint8Array;
  /** Throws when the box was not sealed under this key. */
  open(itemKey: Uint8Array, box: Uint8Array, column?: string): string;
}

/** Signs the head of the audit chain. */
export interface Signer {
  readonly keyId: string;
  sign(bytes: Uint8Array): Uint8Array;
  verify(bytes: Uint8Array, signature: Uint8Array): boolean;
}
