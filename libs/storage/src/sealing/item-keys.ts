import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SealBroken } from '../errors.js';
import type { SiteKey } from './site-key.js';

/**
 * An item's data key (AES-256), encrypted under the site key: the form in which it stands in Postgres.
 * Destroying every copy of it erases the item.
 */
export type WrappedKey = Uint8Array;

/**
 * Seals identifying columns under the item's data key. Where `column` (table.column) is given it is authenticated
 * with the value: a ciphertext moved to another column does not open. To another item it never does.
 */
export interface Cipher {
  newKey(): WrappedKey;
  seal(key: WrappedKey, plain: string, column?: string): Buffer;
  /** Throws `SealBroken` on any other key, column or a changed byte. */
  open(key: WrappedKey, sealed: Uint8Array, column?: string): string;
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function cipherOf(siteKey: SiteKey): Cipher {
  const columnKey = (key: WrappedKey) =>
    Buffer.from(hkdfSync('sha256', unwrapKey(siteKey, key), '', 'endoveil/column/1', 32));
  return {
    newKey: () => sealBytes(siteKey.derive('wrap'), `item-key/${siteKey.id}`, randomBytes(32)),
    seal: (key, plain, column = '') => sealBytes(columnKey(key), `column/${column}`, Buffer.from(plain)),
    open: (key, sealed, column = '') => openBytes(columnKey(key), `column/${column}`, sealed).toString(),
  };
}

/** The data key itself, for the blobs. Throws `SealBroken` when it was wrapped under another site key. */
export function unwrapKey(siteKey: SiteKey, key: WrappedKey): Buffer {
  return openBytes(siteKey.derive('wrap'), `item-key/${siteKey.id}`, key);
}

/** version | nonce | ciphertext | tag */
function sealBytes(key: Buffer, context: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openBytes(key: Buffer, context: string, sealed: Uint8Array): Buffer {
  if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== VERSION) throw new SealBroken();
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    const body = sealed.subarray(1 + NONCE_BYTES, sealed.length - TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new SealBroken();
  }
}
