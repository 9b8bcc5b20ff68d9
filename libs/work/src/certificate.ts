import { Certificate, type CertificateBody } from '@endoveil/contracts';
import { type SiteSigner, verifySignature } from '@endoveil/storage';

/** JSON with sorted keys and no white space: the same bytes from every writer (RFC 8785 for our value range). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}

/** Ed25519 over the canonical JSON of the body. */
export function signCertificate(body: CertificateBody, signer: SiteSigner): Certificate {
  const signature = Buffer.from(signer.sign(Buffer.from(canonicalJson(body)))).toString('base64');
  return { body, keyId: signer.keyId, signature };
}

/** True when exactly this body was signed by the holder of the key. Needs the public key alone. */
export function isSignedBy(certificate: Certificate, publicKey: Uint8Array): boolean {
  const { body, signature } = Certificate.parse(certificate);
  return verifySignature(publicKey, Buffer.from(canonicalJson(body)), Buffer.from(signature, 'base64'));
}
