import { z } from 'zod';
import { ArtifactHash } from './ids.js';
import { LevelName, MediaKind, Verdict } from './media.js';
import { ReasonCode } from './reasons.js';

/** One check of the verifier: what it covered of what it planned. Less than planned is never clean. */
export const Check = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]+$/),
  outcome: z.enum(['passed', 'unsure', 'failed']),
  reason: ReasonCode.optional(),
  /** How many units were checked and how many there were (frames, pages, streams, candidates …). */
  covered: z.int().nonnegative(),
  planned: z.int().nonnegative(),
  unit: z.string(),
});
export type Check = z.infer<typeof Check>;

/** What the verifier states about exactly these bytes. It holds no value from the source. */
export const CertificateBody = z.object({
  schema: z.literal(1),
  kind: MediaKind,
  artifactHash: ArtifactHash,
  mediaType: z.string(),
  level: LevelName,
  verdict: Verdict,
  reasons: z.array(ReasonCode),
  checks: z.array(Check),
  knownValuesSearched: z.int().nonnegative(),
  tools: z.record(z.string(), z.string()),
  issuedAt: z.iso.datetime(),
});
export type CertificateBody = z.infer<typeof CertificateBody>;

/** The body with an Ed25519 signature over its canonical JSON (keys sorted, no white space). */
export const Certificate = z.object({
  body: CertificateBody,
  keyId: z.string(),
  /** Base64. */
  signature: z.string(),
});
export type Certificate = z.infer<typeof Certificate>;
