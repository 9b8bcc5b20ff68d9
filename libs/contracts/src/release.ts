import { z } from 'zod';
import { LevelName, MediaKind } from './media.js';

/** What a person (or the release policy) says about exactly these bytes. */
export const DecisionKind = z.enum(['approve', 'reject', 'hold', 'revoke']);
export type DecisionKind = z.infer<typeof DecisionKind>;

/**
 * Where a publication stands. PLANNED waits for an approval; UNCONFIRMED means that the destination has to be asked
 * whether the bytes are there; FAILED_FINAL and WITHDRAWN go on only by a person's word.
 */
export const PublicationState = z.enum([
  'PLANNED',
  'QUEUED',
  'UPLOADING',
  'VERIFYING',
  'PUBLISHED',
  'RETRY_WAIT',
  'UNCONFIRMED',
  'FAILED_FINAL',
  'WITHDRAWN',
]);
export type PublicationState = z.infer<typeof PublicationState>;

/** Why a destination did not take, show or give back what it was asked for. */
export const PublicationFault = z.enum([
  'transient',
  'throttled',
  'auth',
  'rejected',
  'conflict',
  'integrity',
  'unknown-outcome',
]);
export type PublicationFault = z.infer<typeof PublicationFault>;

/** The name of a destination: it stands in events, metrics and commands. */
export const DestinationName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .brand<'DestinationName'>();
export type DestinationName = z.infer<typeof DestinationName>;

/** What they make is safe or held, but worse or less sure than it could be: a person looks at it, whatever a site wrote. */
const alwaysReviewed: readonly string[] = ['roi-masking', 'rules-only', 'hold'];

/** What may be released without a person. The default releases nothing; nothing but `verified` can be named. */
export const ReleasePolicy = z.strictObject({
  /** An approval needs two persons. */
  fourEyes: z.boolean().default(false),
  withoutPerson: z
    .array(
      z.strictObject({
        kind: MediaKind,
        level: LevelName.refine((level) => !alwaysReviewed.includes(level), {
          error: 'what this level makes is always looked at by a person',
        }),
        verdict: z.literal('verified'),
      }),
    )
    .default([]),
});
export type ReleasePolicy = z.infer<typeof ReleasePolicy>;
