import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { SiteKey } from './site-key.js';

/** Ed25519 (RFC 8032) under a key derived from the site key. */
export interface SiteSigner {
  /** The first 16 hex digits of the SHA-256 of the raw public key. */
  readonly keyId: string;
  /** 32 bytes, for whoever checks without the site key. */
  readonly publicKey: Uint8Array;
  sign(bytes: Uint8Array): Uint8Array;
  verify(bytes: Uint8Array, signature: Uint8Array): boolean;
}

// RFC 8410: the fixed DER around a 32-byte seed, and around a 32-byte public key
const SEED_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** One key signs certificates, another one seals the audit. */
export function signerOf(siteKey: SiteKey, purpose: 'certificate' | 'audit'): SiteSigner {
  const der = Buffer.concat([SEED_PREFIX, siteKey.derive(purpose)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length);
  return {
    keyId: keyIdOf(raw),
    publicKey: raw,
    sign: (bytes) => sign(null, bytes, privateKey),
    verify: (bytes, signature) => verify(null, bytes, publicKey, signature),
  };
}

/** Checks a signature with the public key alone. */
export function verifySignature(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, bytes, publicKeyOf(publicKey), signature);
}

function publicKeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, raw]), format: 'der', type: 'spki' });
}

const keyIdOf = (raw: Uint8Array) => createHash('sha256').update(raw).digest('hex').slice(0, 16);
