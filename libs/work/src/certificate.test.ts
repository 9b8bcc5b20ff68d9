import { randomBytes } from 'node:crypto';
import { CertificateBody } from '@endoveil/contracts';
import { createSiteKey, signerOf } from '@endoveil/storage';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canonicalJson, isSignedBy, signCertificate } from './certificate.js';

const body = CertificateBody.parse({
  schema: 1,
  kind: 'video',
  artifactHash: randomBytes(32).toString('hex'),
  mediaType: 'video/mp4',
  level: 'frame-cleaning',
  verdict: 'verified',
  reasons: [],
  checks: [{ name: 'parity', outcome: 'passed', covered: 500, planned: 500, unit: 'frames' }],
  knownValuesSearched: 4,
  tools: { ffmpeg: '5.1' },
  issuedAt: '2026-01-02T03:04:05.000Z',
});

it('writes the same bytes whatever the order of the keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'ü' }], a: undefined })).toBe('{"b":[1,{"c":"ü","d":null}]}');
});

const signer = async () =>
  signerOf(await createSiteKey(join(await mkdtemp(join(tmpdir(), 'key-')), 'site.key')), 'certificate');

it('is accepted as signed, and refused after any change or under another key', async () => {
  const ours = await signer();
  const certificate = signCertificate(body, ours);
  expect(isSignedBy(certificate, ours.publicKey)).toBe(true);
  expect(isSignedBy({ ...certificate, body: { ...body, verdict: 'unsure' } }, ours.publicKey)).toBe(false);
  expect(isSignedBy(certificate, (await signer()).publicKey)).toBe(false);
});
