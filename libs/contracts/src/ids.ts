import { z } from 'zod';

/** A UUID of any version, lower case. Ids are random or time-ordered; none is derived from content. */
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

export const ItemId = uuid.brand<'ItemId'>();
export type ItemId = z.infer<typeof ItemId>;

export const LandingId = uuid.brand<'LandingId'>();
export type LandingId = z.infer<typeof LandingId>;

/** An upload over HTTP. Its landing, and so its item, get the same id. */
export const UploadId = uuid.brand<'UploadId'>();
export type UploadId = z.infer<typeof UploadId>;

export const RunId = uuid.brand<'RunId'>();
export type RunId = z.infer<typeof RunId>;

export const JobId = uuid.brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;

export const AttemptId = uuid.brand<'AttemptId'>();
export type AttemptId = z.infer<typeof AttemptId>;

export const ArtifactId = uuid.brand<'ArtifactId'>();
export type ArtifactId = z.infer<typeof ArtifactId>;

export const DecisionId = uuid.brand<'DecisionId'>();
export type DecisionId = z.infer<typeof DecisionId>;

export const PublicationId = uuid.brand<'PublicationId'>();
export type PublicationId = z.infer<typeof PublicationId>;

export const EventId = uuid.brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

/** A file in the sensitive zone: random, never derived from the bytes. */
export const BlobId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand<'BlobId'>();
export type BlobId = z.infer<typeof BlobId>;

/** SHA-256 of an anonymized artifact, lower-case hex. Never of raw content. */
export const ArtifactHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'ArtifactHash'>();
export type ArtifactHash = z.infer<typeof ArtifactHash>;
