import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { signerOf, verifySignature } from './signer.js';
import { siteKeyOf } from './site-key.js';

it('signs, with another key for each purpose and site, always the same one', () => {
  const siteKey = siteKeyOf(randomBytes(32));
  const [certificate, audit] = [signerOf(siteKey, 'certificate'), signerOf(siteKey, 'audit')];
  const bytes = Buffer.from('what is stated');
  const signature = certificate.sign(bytes);
  expect(certificate.verify(bytes, signature)).toBe(true);
  expect(signerOf(siteKey, 'certificate').keyId).toBe(certificate.keyId);
  expect(verifySignature(certificate.publicKey, bytes, signature)).toBe(true);
  expect(certificate.verify(Buffer.from('what is stateD'), signature)).toBe(false);
  expect(audit.verify(bytes, signature)).toBe(false);
  expect(signerOf(siteKeyOf(randomBytes(32)), 'certificate').verify(bytes, signature)).toBe(false);
});

it('derives the key of RFC 8032, test 1', () => {
  const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const signer = signerOf({ id: '', derive: () => seed, hmac: () => '' }, 'certificate');
  expect(Buffer.from(signer.publicKey).toString('hex')).toBe(
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  );
});
