import { z } from 'zod';
import { LevelName, MediaKind } from './media.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The random name under which a release is known outside. It says nothing about item, case or content. */
export const PublicId = z.string().regex(/^[0-9a-f]{32}$/);

/** What stands beside a released artifact: which files belong to it, their digests, and where they come from. */
export const ManifestBody = z.object({
  schema: z.literal(1),
  id: PublicId,
  kind: MediaKind,
  files: z.array(
    z.object({
      name: z.string().regex(/^[0-9a-f]{32}\.(mp4|pdf|certificate\.json)$/),
      mediaType: z.string(),
      sizeBytes: z.int().nonnegative(),
      sha256,
    }),
  ),
  provenance: z.object({
    system: z.literal('endoveil'),
    level: LevelName,
    verdict: z.literal('verified'),
    certifiedAt: z.iso.datetime(),
    tools: z.record(z.string(), z.string()),
  }),
});
export type ManifestBody = z.infer<typeof ManifestBody>;

/** The body with an Ed25519 signature over its canonical JSON, by the key that signs certificates. */
export const Manifest = z.object({
  body: ManifestBody,
  keyId: z.string(),
  /** Base64. */
  signature: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;
