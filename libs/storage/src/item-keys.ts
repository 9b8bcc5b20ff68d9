/**
 * An item's data key (AES-256), encrypted under the site key: the form in which it stands in Postgres.
 * Destroying every copy of it erases the item.
 */
export type WrappedKey = Uint8Array;

/**
 * Seals identifying columns under the item's data key. `column` (table.column) is authenticated with the value:
 * a ciphertext moved to another column or row does not open.
 */
export interface Cipher {
  newKey(): WrappedKey;
  seal(key: WrappedKey, column: string, plain: string): Buffer;
  /** Throws `SealBroken` on any other key, column or a changed byte. */
  open(key: WrappedKey, column: string, sealed: Uint8Array): string;
}
