import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { PieceName } from './parts.js';

/** frame: plain bytes u32 | ciphertext | tag 16. Nonce: the frame's number; each key encrypts one piece, once. */
export const FRAME_BYTES = 256 * 1024;
export const LENGTH_BYTES = 4;
const TAG_BYTES = 16;
export const sealedSizeOf = (plainBytes: number): number => LENGTH_BYTES + plainBytes + TAG_BYTES;

export interface PieceCipher {
  seal(plain: Uint8Array, frame: number): Buffer;
  /** Undefined when these are not the bytes of this frame. */
  open(sealed: Uint8Array, frame: number): Buffer | undefined;
}

export function pieceCipher(itemKey: Uint8Array, { uploadId, fence }: PieceName): PieceCipher {
  const name = Buffer.from(`${uploadId}/${fence}`);
  const key = Buffer.from(hkdfSync('sha256', itemKey, name, 'endoveil/piece/1', 32));
  const nonceOf = (frame: number) => {
    const nonce = Buffer.alloc(12);
    nonce.writeUIntBE(frame, 6, 6);
    return nonce;
  };
  return {
    seal(plain, frame) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(frame));
      cipher.setAAD(name);
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32BE(plain.length);
      return Buffer.concat([length, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, frame) {
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(frame));
      decipher.setAAD(name);
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      try {
        const body = sealed.subarray(LENGTH_BYTES, sealed.length - TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}
